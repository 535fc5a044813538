package dev.trainyard.dataset;

import dev.trainyard.dataset.CifarLayout.Records;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the files of a CIFAR data set, refusing those that do not have its structure. */
final class CifarReader {
    private static final int BUFFER = 1 << 20;

    private final CifarLayout layout;
    private final Path directory;

    CifarReader(CifarLayout layout, Path directory) {
        this.layout = layout;
        this.directory = directory;
    }

    /** The names of the classes. */
    List<String> classes() throws IOException {
        Path file = existing(layout.classNames());
        List<String> names = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
        if (names.size() != layout.classes()) {
            throw new IOException("%s names %d classes, not %d".formatted(file, names.size(), layout.classes()));
        }
        return names;
    }

    /** The training images, one file after the other. */
    ImageSet train() throws IOException {
        return read(layout.train());
    }

    /** The test images. */
    ImageSet test() throws IOException {
        return read(List.of(layout.test()));
    }

    private ImageSet read(List<Records> files) throws IOException {
        for (Records records : files) {
            requireLength(existing(records.file()), records.count());
        }
        int images = files.stream().mapToInt(Records::count).sum();
        byte[] pixels = new byte[images * ImageSet.CHANNELS * CifarLayout.PLANE];
        int[] labels = new int[images];
        int next = 0;
        for (Records records : files) {
            read(records, pixels, labels, next);
            next += records.count();
        }
        return new ImageSet(CifarLayout.SIDE, CifarLayout.SIDE, pixels, labels);
    }

    private void read(Records records, byte[] pixels, int[] labels, int first) throws IOException {
        Path file = directory.resolve(records.file());
        byte[] data = new byte[layout.recordLength()];
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (int record = 0; record < records.count(); record++) {
                input.readFully(data);
                labels[first + record] = label(data, record, file);
                interleave(data, pixels, (first + record) * ImageSet.CHANNELS * CifarLayout.PLANE);
            }
        }
    }

    private int label(byte[] data, int record, Path file) throws IOException {
        int label = data[layout.labelBytes() - 1] & 0xFF;
        if (label >= layout.classes()) {
            throw new IOException("%s has the label %d in record %d, beyond %d classes"
                    .formatted(file, label, record, layout.classes()));
        }
        return label;
    }

    /** From a plane for each channel to the channels of each pixel side by side. */
    private void interleave(byte[] data, byte[] pixels, int offset) {
        int red = layout.labelBytes();
        for (int pixel = 0; pixel < CifarLayout.PLANE; pixel++) {
            int target = offset + pixel * ImageSet.CHANNELS;
            pixels[target] = data[red + pixel];
            pixels[target + 1] = data[red + CifarLayout.PLANE + pixel];
            pixels[target + 2] = data[red + 2 * CifarLayout.PLANE + pixel];
        }
    }

    private Path existing(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException("%s is missing".formatted(file));
        }
        return file;
    }

    private void requireLength(Path file, int records) throws IOException {
        long expected = (long) records * layout.recordLength();
        long actual = Files.size(file);
        if (actual != expected) {
            throw new IOException("%s has %d bytes, not %d (%d records of %d)"
                    .formatted(file, actual, expected, records, layout.recordLength()));
        }
    }
}
