package dev.trainyard.archive;

import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binary files in the form of CIFAR-10 and CIFAR-100 (Krizhevsky 2009, cifar.html): one label, or a coarse and a fine one, and the
 * 3072 bytes of the red, the green and the blue plane. Class names are the lines of {@code batches.meta.txt}, or of
 * {@code fine_label_names.txt}, which tells that there are two labels. Files whose names begin with {@code test} are to test with.
 */
final class CifarImport {
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int CHANNELS = 3;
    private static final String ONE_LABEL = "batches.meta.txt";
    private static final String TWO_LABELS = "fine_label_names.txt";
    private static final int LONGEST_NAMES = 1 << 20;

    private final ArchiveFile archive;
    private final ImportOptions options;
    private final ImportProgress progress;
    private long done;

    CifarImport(ArchiveFile archive, ImportOptions options, ImportProgress progress) {
        this.archive = archive;
        this.options = options;
        this.progress = progress;
    }

    ArchiveImport.Imported run(List<EntryName> names, Path scratch, Path target)
            throws IOException, MalformedArchiveException, InterruptedException {
        if (options.side() != SIDE) {
            throw new MalformedArchiveException("Binary files have images of 32 x 32; ask for image_size 32");
        }
        boolean two = names.stream().anyMatch(name -> name.file().equals(TWO_LABELS));
        List<String> classes = classes(two ? TWO_LABELS : ONE_LABEL);
        try (VersionWriter writer = new VersionWriter(scratch, classes, SIDE)) {
            archive.forEach(entry -> {
                if (entry.name().isBinary()) {
                    read(entry, two, classes.size(), writer);
                }
            });
            long others = names.stream()
                    .filter(name -> !name.isBinary() && !name.isText())
                    .count();
            return new ArchiveImport.Imported(
                    ArchiveImport.finish(writer, target), others == 0 ? Map.of() : Map.of("not_a_picture", others));
        }
    }

    private List<String> classes(String file) throws IOException, MalformedArchiveException, InterruptedException {
        Map<String, String> found = new HashMap<>();
        archive.forEach(entry -> {
            if (entry.name().file().equals(file)) {
                byte[] text = entry.content().readNBytes(LONGEST_NAMES);
                found.put(file, new String(text, StandardCharsets.UTF_8));
            }
        });
        List<String> classes = Optional.ofNullable(found.get(file))
                .orElse("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (classes.size() < 2
                || classes.size() > 256
                || classes.stream().distinct().count() < classes.size()) {
            throw new MalformedArchiveException(
                    "Beside binary files there is to be %s with the names of 2 to 256 classes, one a line, all different"
                            .formatted(file));
        }
        return classes;
    }

    private void read(Entry entry, boolean two, int classes, VersionWriter writer)
            throws IOException, MalformedArchiveException {
        Part part = entry.name().file().startsWith("test") ? Part.TEST : Part.TRAIN;
        InputStream content = entry.content();
        byte[] image = new byte[(two ? 2 : 1) + CHANNELS * PLANE];
        for (int length = content.readNBytes(image, 0, image.length);
                length > 0;
                length = content.readNBytes(image, 0, image.length)) {
            int label = image[two ? 1 : 0] & 0xff;
            if (length < image.length || label >= classes) {
                throw new MalformedArchiveException(
                        "The file %s has %s; each image is to have %d bytes, the label below %d"
                                .formatted(
                                        entry.name().text(),
                                        length < image.length ? "half an image at its end" : "the label " + label,
                                        image.length,
                                        classes));
            }
            writer.add(part, label, pixels(image, image.length - CHANNELS * PLANE), false);
            progress.report(++done, done);
        }
    }

    /** From planes to pixels. */
    private static byte[] pixels(byte[] image, int from) {
        byte[] pixels = new byte[CHANNELS * PLANE];
        for (int pixel = 0; pixel < PLANE; pixel++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                pixels[pixel * CHANNELS + channel] = image[from + channel * PLANE + pixel];
            }
        }
        return pixels;
    }
}
