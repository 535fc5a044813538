package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
 * A CIFAR ResNet as a Deeplearning4j graph. Its input is [batch, size, size, 3] (NHWC, normalised); the vertex
 * {@link #LOGITS} gives [batch, classes] before the softmax. Vertices are the {@link Block}s, under their names in the
 * common PyTorch implementation ({@code layer2.0}), and {@link #STEM}.
 */
public final class ResNetGraph {
    public static final String LOGITS = "linear";
    /** The first convolution with its norm and activation. */
    static final String STEM = "stem";

    private static final String INPUT = "image";
    private static final String LOSS = "loss";
    private static final int[] STAGE_CHANNELS = {16, 32, 64};

    private final GraphBuilder graph;
    private final NetworkSpec spec;

    private ResNetGraph(NetworkSpec spec, IUpdater updater, double weightDecay, DataType type) {
        this.spec = spec;
        this.graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(0) // of nothing: by default the present time, which would be all that equal networks differ by
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
        graph.setInputTypes(InputType.convolutional(spec.imageSize(), spec.imageSize(), 3, CNN2DFormat.NHWC));
        Activation activation = new Activation(spec.activation());
        String last = add(STEM, Block.stem(STAGE_CHANNELS[0], activation), INPUT);
        for (int stage = 0; stage < STAGE_CHANNELS.length; stage++) {
            for (int number = 0; number < spec.model().blocksPerStage(); number++) {
                int channels = STAGE_CHANNELS[stage];
                Block block = stage > 0 && number == 0
                        ? Block.shrinking(channels, activation, spec.shortcut())
                        : Block.basic(channels, activation);
                last = add("layer%d.%d".formatted(stage + 1, number), block, last);
            }
        }
        add("pool", new GlobalAveragePool(), last);
        add(LOGITS, linear(), "pool");
        add(LOSS, softmaxCrossEntropy(), LOGITS);
        graph.setOutputs(LOSS);
        return graph.build();
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
