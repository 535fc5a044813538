package dev.trainyard.network;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The initial weights behind the published results. Convolutions in the blocks are He-normal, a normal distribution of
 * variance 2 / n (He et al. 2015), n being the inputs of one output. The first convolution and the dense layer, weights
 * and bias, are uniform between -1 / sqrt(n) and 1 / sqrt(n): the published code builds these two anew, with PyTorch's
 * default, after it has set all weights (docs/adr/0006).
 *
 * <p>Java's own generator, whose algorithm is specified, gives the same weights on every machine. It takes the lower 48
 * bits of the seed.
 */
final class Initialization {
    private final Random random;

    private Initialization(long seed) {
        this.random = new Random(seed);
    }

    static void apply(ComputationGraph network, long seed) {
        new Initialization(seed).apply(network);
    }

    private void apply(ComputationGraph network) {
        for (Layer layer : network.getLayers()) {
            if (layer instanceof BlockLayer) {
                boolean stem = layer.conf().getLayer().getLayerName().equals(ResNetGraph.STEM);
                layer.paramTable().values().stream()
                        .filter(parameter -> parameter.rank() == 4)
                        .forEach(weights -> fill(weights, stem ? uniform(inputs(weights)) : heNormal(inputs(weights))));
            } else if (layer instanceof DenseLayer) {
                long inputs = inputs(layer.getParam("W"));
                fill(layer.getParam("W"), uniform(inputs));
                fill(layer.getParam("b"), uniform(inputs));
            }
        }
    }

    private DoubleSupplier heNormal(long inputs) {
        double deviation = Math.sqrt(2.0 / inputs);
        return () -> deviation * random.nextGaussian();
    }

    private DoubleSupplier uniform(long inputs) {
        double bound = 1 / Math.sqrt((double) inputs);
        return () -> bound * (2 * random.nextDouble() - 1);
    }

    /** Of one output, outputs being the last axis. */
    private static long inputs(INDArray weights) {
        return weights.length() / weights.size(weights.rank() - 1);
    }

    private static void fill(INDArray weights, DoubleSupplier draw) {
        double[] values = new double[(int) weights.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = draw.getAsDouble();
        }
        weights.assign(Nd4j.createFromArray(values).reshape('c', weights.shape()));
    }
}
