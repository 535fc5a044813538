package dev.trainyard.training;

import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Weights;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a network as they are stored, unpacked where they are needed: on the device that they are to be on.
 *
 * @param tensors unpacks them, by their names in files
 */
public record StoredWeights(Supplier<Map<String, INDArray>> tensors) {
    /** Those of a checkpoint. */
    public static StoredWeights of(Checkpoint checkpoint) {
        return new StoredWeights(() -> {
            ComputationGraph network = checkpoint.network();
            try {
                return Weights.save(network);
            } finally {
                NetworkMemory.release(network);
            }
        });
    }

    /** Those of a safetensors file. */
    public static StoredWeights of(byte[] file) {
        return new StoredWeights(() -> Safetensors.of(file).tensors());
    }
}
