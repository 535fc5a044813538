package dev.trainyard.network;

import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The weights of a network as a whole. */
final class Weights {
    private Weights() {}

    /**
     * He-normal, fan-in: a normal distribution of variance 2 / (inputs of one output) for convolutions and the dense
     * layer (He et al. 2015). Java's own generator, whose algorithm is specified, gives the same weights everywhere.
     */
    static void initialize(ComputationGraph network, long seed) {
        Random random = new Random(seed);
        for (Layer layer : network.getLayers()) {
            if (layer instanceof ConvolutionLayer) {
                fill(layer.getParam(Convolution.WEIGHT), random);
            } else if (layer instanceof org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer) {
                fill(layer.getParam("W"), random);
            }
        }
    }

    /** Weights whose last axis is the outputs. */
    private static void fill(INDArray weights, Random random) {
        long outputs = weights.size(weights.rank() - 1);
        double deviation = Math.sqrt(2.0 * outputs / weights.length());
        double[] values = new double[(int) weights.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        weights.assign(Nd4j.createFromArray(values).reshape('c', weights.shape()));
    }
}
