package dev.trainyard.training;

import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNetGraph;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/** Real checkpoints that cost no training. */
public final class UntrainedCheckpoint {
    private UntrainedCheckpoint() {}

    /** Of a network with initial weights, as if taken after that epoch; another epoch has other weights. */
    public static Checkpoint of(NetworkSpec spec, int epoch) {
        ComputationGraph network =
                ResNetGraph.create(spec, new MomentumSgd(0.1, 0.9, false), 1e-4, epoch, DataType.FLOAT);
        try {
            return CheckpointFormat.write(network, epoch, 1.0 / epoch);
        } finally {
            NetworkMemory.release(network);
        }
    }

    /** Of that network, as if taken after its first epoch. */
    public static Checkpoint of(ComputationGraph network) {
        return CheckpointFormat.write(network, 1, 1);
    }
}
