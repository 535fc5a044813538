package dev.trainyard.archive;

import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionWriter;
import java.io.IOException;
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

    /** Whether that is a file beside images with two labels. */
    static boolean tellsOfTwoLabels(EntryName name) {
        return name.file().equals(TWO_LABELS);
    }

    ArchiveImport.Imported run(Survey survey, Path scratch, Path target)
            throws IOException, MalformedArchiveException, InterruptedException {
        if (options.side() != SIDE) {
            throw new MalformedArchiveException("Binary files have images of 32 x 32; ask for image_size 32");
        }
        boolean two = survey.hasTwoLabels();
        List<String> classes = classes(two ? TWO_LABELS : ONE_LABEL, survey);
        try (VersionWriter writer = new VersionWriter(scratch, classes, SIDE)) {
            archive.forEach(entry -> {
                if (entry.name().isBinary()) {
                    read(entry, two, classes.size(), writer);
                }
                progress.report("decode", done, done);
            });
            return new ArchiveImport.Imported(
                    ArchiveImport.finish(writer, target, progress),
                    survey.strangers() == 0 ? Map.of() : Map.of("not_a_picture", survey.strangers()));
        }
    }

    private List<String> classes(String file, Survey survey)
            throws IOException, MalformedArchiveException, InterruptedException {
        Map<String, String> found = new HashMap<>();
        archive.forEach(entry -> {
            if (entry.name().file().equals(file)) {
                found.put(file, new String(entry.read(LONGEST_NAMES), StandardCharsets.UTF_8));
            }
            progress.report("list", survey.files(), survey.files());
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
        Layout.requireNames(classes);
        return classes;
    }

    private void read(Entry entry, boolean two, int classes, VersionWriter writer)
            throws IOException, MalformedArchiveException, InterruptedException {
        Part part = entry.name().file().startsWith("test") ? Part.TEST : Part.TRAIN;
        int labels = two ? 2 : 1;
        int length = labels + CHANNELS * PLANE;
        for (byte[] image = entry.read(length); image.length > 0; image = entry.read(length)) {
            if (image.length < length) {
                throw wrong(entry, "half an image at its end", length, classes);
            }
            int label = image[labels - 1] & 0xff;
            if (label >= classes) {
                throw wrong(entry, "the label " + label, length, classes);
            }
            writer.add(part, label, pixels(image, labels), false);
            done++;
            progress.report("decode", done, done);
        }
    }

    private static MalformedArchiveException wrong(Entry entry, String what, int length, int classes) {
        return new MalformedArchiveException("The file %s has %s; each image is to have %d bytes, the label below %d"
                .formatted(entry.name().text(), what, length, classes));
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
