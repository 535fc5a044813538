package dev.trainyard.training;

import dev.trainyard.network.SharedParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
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

    private static final String ARRAY = ".bin";
    /** Without the last of them Deeplearning4j would go on, with an updater that remembers nothing. */
    private static final Set<String> PARTS =
            Set.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN, ModelSerializer.UPDATER_BIN);

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

    /** Throws UnreadableCheckpointException for bytes that {@link #write} did not make. */
    static ComputationGraph read(Checkpoint checkpoint) {
        try {
            requireWhole(checkpoint.content());
            ComputationGraph network =
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(checkpoint.content()), true);
            network.setListeners(new SharedParameters());
            return network;
        } catch (IOException | RuntimeException e) {
            // Deeplearning4j has no exception of its own for a file that is none: anything may come.
            throw new UnreadableCheckpointException(checkpoint.epoch(), e);
        }
    }

    /** The arrays are what they say, and nothing unpacks to more than what is there: {@link #write} packs nothing. */
    private static void requireWhole(byte[] content) throws IOException {
        Set<String> parts = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = zip.readNBytes(content.length + 1);
                if (part.length > content.length) {
                    throw new IOException("%s is larger than the file that it is in".formatted(entry.getName()));
                }
                if (entry.getName().endsWith(ARRAY)) {
                    StoredArray.require(part);
                }
                parts.add(entry.getName());
            }
        }
        if (!parts.containsAll(PARTS)) {
            throw new IOException("it has only %s of %s".formatted(parts, PARTS));
        }
    }
}
