package dev.trainyard.network;

import dev.trainyard.activation.Sharing;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks whose weights, running statistics and activation parameters are all away from where they start. */
public final class RandomNetwork {
    private RandomNetwork() {}

    /** Always the same of a specification. */
    public static ComputationGraph of(NetworkSpec spec) {
        ComputationGraph network = ResNetGraph.create(spec, new Nesterovs(0.1, 0.9), 0, 3, DataType.FLOAT);
        Map<String, INDArray> weights = Weights.save(network);
        Random random = new Random(11);
        weights.forEach((name, weight) -> {
            boolean shared = name.contains("act") && spec.activation().sharing() == Sharing.NETWORK;
            // What the network shares stays the same everywhere.
            long seed = shared ? name.substring(name.lastIndexOf('.')).hashCode() : random.nextLong();
            move(name, weight, new Random(seed));
            if (name.startsWith(ResNetGraph.LOGITS)) {
                weight.muli(3); // logits as far apart as those of a network that has learnt
            }
        });
        Weights.load(network, weights);
        return network;
    }

    private static void move(String name, INDArray weight, Random random) {
        INDArray flat = weight.reshape(weight.length());
        for (long i = 0; i < flat.length(); i++) {
            double value = flat.getDouble(i);
            boolean positive = name.endsWith("running_var");
            double moved = positive ? value * (0.7 + 0.6 * random.nextDouble()) : value + 0.1 * random.nextGaussian();
            flat.putScalar(i, moved);
        }
    }
}
