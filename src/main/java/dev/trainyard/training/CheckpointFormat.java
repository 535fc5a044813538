package dev.trainyard.training;

import dev.trainyard.network.SharedParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Checkpoints as Deeplearning4j's own model files (a zip of configuration, parameters and updater state), so that its
 * tools can open them. The same state gives the same bytes: the zip tells no times. Order and augmentation of every epoch follow from the seed: there is no random state to keep.
 */
final class CheckpointFormat {
    private static final LocalDateTime EPOCH_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

    private CheckpointFormat() {}

    static Checkpoint write(ComputationGraph network, int epoch, double validationLoss) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            ModelSerializer.writeModel(network, content, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkpoint(epoch, validationLoss, withoutTimes(content.toByteArray()));
    }

    /** Not compressed, since weights are noise to a compressor. */
    private static byte[] withoutTimes(byte[] zip) {
        ByteArrayOutputStream timeless = new ByteArrayOutputStream(zip.length);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream to = new ZipOutputStream(timeless)) {
            to.setLevel(Deflater.NO_COMPRESSION);
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(EPOCH_OF_ZIP);
                to.putNextEntry(copy);
                from.transferTo(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return timeless.toByteArray();
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
