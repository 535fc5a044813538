package dev.trainyard.training;

import dev.trainyard.network.SharedParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Checkpoints as Deeplearning4j's own model files (a zip of configuration, parameters and updater state), so that its
 * tools can open them. Order and augmentation of every epoch follow from the seed: there is no random state to keep.
 */
final class CheckpointFormat {
    private CheckpointFormat() {}

    static Checkpoint write(ComputationGraph network, int epoch, double validationLoss) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            ModelSerializer.writeModel(network, content, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkpoint(epoch, validationLoss, content.toByteArray());
    }

    static ComputationGraph read(Checkpoint checkpoint) {
        try {
            ComputationGraph network =
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(checkpoint.content()), true);
            network.setListeners(new SharedParameters());
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
