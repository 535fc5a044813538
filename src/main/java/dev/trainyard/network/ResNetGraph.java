package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.SharedParameters;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A CIFAR ResNet as a Deeplearning4j graph. Its input is [batch, 32, 32, 3] (NHWC, normalised); the vertex
 * {@link #LOGITS} gives [batch, classes] before the softmax. Vertices have the names of the common PyTorch
 * implementation ({@code layer2.0.conv1}), which are the names of {@link Weights} too.
 */
public final class ResNetGraph {
    public static final String LOGITS = "linear";
    /** Height and width of the images. */
    public static final int SIZE = 32;

    /** The first convolution. */
    static final String STEM = "conv1";

    private static final String INPUT = "image";
    private static final String LOSS = "loss";
    private static final int[] STAGE_CHANNELS = {16, 32, 64};

    private final GraphBuilder graph;
    private final NetworkSpec spec;

    private ResNetGraph(NetworkSpec spec, IUpdater updater, double weightDecay, DataType type) {
        this.spec = spec;
        this.graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(updater)
                .l2(weightDecay)
                .l2Bias(weightDecay)
                .graphBuilder();
    }

    /**
     * A network with the initial weights of {@link Initialization}.
     *
     * @param updater of every trained parameter
     * @param weightDecay that is added, times the parameter, to every trained parameter's gradient
     * @param seed of the initial weights
     * @param type FLOAT to train, DOUBLE to check gradients
     */
    public static ComputationGraph create(
            NetworkSpec spec, IUpdater updater, double weightDecay, long seed, DataType type) {
        ComputationGraph network =
                new ComputationGraph(new ResNetGraph(spec, updater, weightDecay, type).configuration());
        network.init();
        Initialization.apply(network, seed);
        network.setListeners(new SharedParameters());
        return network;
    }

    private ComputationGraphConfiguration configuration() {
        graph.addInputs(INPUT);
        graph.setInputTypes(InputType.convolutional(SIZE, SIZE, 3, CNN2DFormat.NHWC));
        add(STEM, new Convolution(3, 1, STAGE_CHANNELS[0]), INPUT);
        add("bn1", new BatchNorm(), STEM);
        String last = add("act1", new Activation(spec.activation()), "bn1");
        for (int stage = 0; stage < STAGE_CHANNELS.length; stage++) {
            for (int block = 0; block < spec.model().blocksPerStage(); block++) {
                boolean shrinks = stage > 0 && block == 0;
                String name = "layer%d.%d".formatted(stage + 1, block);
                last = basicBlock(name, last, STAGE_CHANNELS[stage], shrinks);
            }
        }
        add("pool", new GlobalAveragePool(), last);
        add(LOGITS, linear(), "pool");
        add(LOSS, softmaxCrossEntropy(), LOGITS);
        graph.setOutputs(LOSS);
        return graph.build();
    }

    /** conv - norm - activation - conv - norm, plus the shortcut, then the activation (He et al. 2015, figure 2). */
    private String basicBlock(String name, String input, int channels, boolean shrinks) {
        add(name + ".conv1", new Convolution(3, shrinks ? 2 : 1, channels), input);
        add(name + ".bn1", new BatchNorm(), name + ".conv1");
        add(name + ".act1", new Activation(spec.activation()), name + ".bn1");
        add(name + ".conv2", new Convolution(3, 1, channels), name + ".act1");
        add(name + ".bn2", new BatchNorm(), name + ".conv2");
        String shortcut = shrinks ? shrinkingShortcut(name + ".shortcut", input, channels) : input;
        graph.addVertex(name + ".sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), name + ".bn2", shortcut);
        return add(name + ".act2", new Activation(spec.activation()), name + ".sum");
    }

    private String shrinkingShortcut(String name, String input, int channels) {
        return switch (spec.shortcut()) {
            case A -> add(name, new PaddedShortcut(channels), input);
            case B -> {
                add(name + ".0", new Convolution(1, 2, channels), input);
                yield add(name + ".1", new BatchNorm(), name + ".0");
            }
        };
    }

    private DenseLayer linear() {
        return new DenseLayer.Builder()
                .nOut(spec.classes())
                .biasInit(0)
                .activation(new ActivationIdentity())
                .build();
    }

    private static LossLayer softmaxCrossEntropy() {
        return new LossLayer.Builder(new LossMCXENT())
                .activation(new ActivationSoftmax())
                .build();
    }

    private String add(String name, Layer layer, String input) {
        graph.addLayer(name, layer, input);
        return name;
    }
}
