package dev.trainyard.bench;

import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.training.Recipe;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The same ResNet with ReLU, of Deeplearning4j's own layers in their own layout, NCHW. It has no layer for shortcut A; a
 * 1x1 convolution of stride 2 that learns nothing stands in for it, at a hundredth of a block's work.
 */
final class StockNetwork {
    private static final int[] STAGE_CHANNELS = {16, 32, 64};

    private final GraphBuilder graph;

    private StockNetwork(IUpdater updater) {
        graph = new NeuralNetConfiguration.Builder()
                .updater(updater)
                .l2(Recipe.WEIGHT_DECAY)
                .weightInit(WeightInit.RELU)
                .activation(Activation.IDENTITY)
                .graphBuilder();
    }

    static ComputationGraph create(int depth, int classes, IUpdater updater) {
        ComputationGraph network = new ComputationGraph(new StockNetwork(updater)
                .build(new ResNet(depth).blocksPerStage(), classes)
                .build());
        network.init();
        return network;
    }

    private GraphBuilder build(int blocks, int classes) {
        graph.addInputs("image")
                .setInputTypes(InputType.convolutional(NetworkSpec.CIFAR_SIZE, NetworkSpec.CIFAR_SIZE, 3));
        String last = relu("act1", convolutionAndNorm("conv1", 1, STAGE_CHANNELS[0], "image"));
        for (int stage = 0; stage < STAGE_CHANNELS.length; stage++) {
            for (int block = 0; block < blocks; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                last = basicBlock("layer%d.%d".formatted(stage + 1, block), stride, STAGE_CHANNELS[stage], last);
            }
        }
        add("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last);
        add(ResNetGraph.LOGITS, new DenseLayer.Builder().nOut(classes).build(), "pool");
        LossLayer loss = new LossLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build();
        return graph.addLayer("loss", loss, ResNetGraph.LOGITS).setOutputs("loss");
    }

    private String basicBlock(String name, int stride, int channels, String input) {
        String first = relu(name + ".act1", convolutionAndNorm(name + ".conv1", stride, channels, input));
        String second = convolutionAndNorm(name + ".conv2", 1, channels, first);
        String shortcut = stride == 1 ? input : add(name + ".shortcut", shortcut(channels), input);
        graph.addVertex(name + ".sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut);
        return relu(name + ".act2", name + ".sum");
    }

    private String convolutionAndNorm(String name, int stride, int channels, String input) {
        ConvolutionLayer convolution = new ConvolutionLayer.Builder(3, 3)
                .stride(stride, stride)
                .padding(1, 1)
                .nOut(channels)
                .hasBias(false)
                .build();
        add(name, convolution, input);
        return add(name + ".norm", new BatchNormalization.Builder().build(), name);
    }

    private static ConvolutionLayer shortcut(int channels) {
        return new ConvolutionLayer.Builder(1, 1)
                .stride(2, 2)
                .nOut(channels)
                .hasBias(false)
                .updater(new NoOp())
                .build();
    }

    private String relu(String name, String input) {
        return add(name, new ActivationLayer(Activation.RELU), input);
    }

    private String add(String name, Layer layer, String input) {
        graph.addLayer(name, layer, input);
        return name;
    }
}
