package dev.trainyard.archive;

import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionSummary;
import dev.trainyard.dataset.VersionWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Makes a version of an archive. It is read twice: once for the names, once for the pictures, which are decoded by all
 * processors; in memory are the files of some pictures and, while they are decoded, a picture for each processor.
 */
public final class ArchiveImport {
    private final ArchiveFile archive;
    private final ArchiveLimits limits;
    private final ImportOptions options;
    private final ImportProgress progress;

    private ArchiveImport(ArchiveFile archive, ArchiveLimits limits, ImportOptions options, ImportProgress progress) {
        this.archive = archive;
        this.limits = limits;
        this.options = options;
        this.progress = progress;
    }

    /**
     * A version that was made.
     *
     * @param leftOut how many files are not in it, by reason: {@code not_a_picture}, {@code wrong_type}, {@code too_large},
     *     {@code damaged}
     */
    public record Imported(VersionSummary summary, Map<String, Long> leftOut) {}

    /**
     * Makes a version.
     *
     * @param archive a zip, tar or tar.gz of pictures in folders, or with the binary files of CIFAR
     * @param scratch a directory for what is needed meanwhile
     * @param target where the packed file is to be
     * @throws MalformedArchiveException if no version can be made of it
     */
    public static Imported run(
            Path archive,
            ArchiveLimits limits,
            ImportOptions options,
            Path scratch,
            Path target,
            ImportProgress progress)
            throws IOException, MalformedArchiveException, InterruptedException {
        return new ArchiveImport(new ArchiveFile(archive, limits), limits, options, progress).run(scratch, target);
    }

    private Imported run(Path scratch, Path target)
            throws IOException, MalformedArchiveException, InterruptedException {
        Survey survey = new Survey();
        archive.forEach(entry -> {
            survey.add(entry.name());
            progress.report("list", survey.files(), survey.files());
        });
        if (survey.isBinary()) {
            return new CifarImport(archive, options, progress).run(survey, scratch, target);
        }
        Layout layout = survey.layout();
        LongConsumer decoded = taken -> progress.report("decode", taken, survey.pictures());
        try (VersionWriter writer = new VersionWriter(scratch, layout.classes(), options.side());
                PictureDecoding decoding = new PictureDecoding(layout, limits, options, writer, decoded)) {
            archive.forEach(decoding::accept);
            decoding.finish();
            Map<String, Long> leftOut = decoding.leftOut(survey.files() - survey.pictures());
            return new Imported(finish(writer, target, progress), leftOut);
        }
    }

    static VersionSummary finish(VersionWriter writer, Path target, ImportProgress progress)
            throws IOException, MalformedArchiveException {
        for (Part part : Part.values()) {
            if (!writer.has(part)) {
                throw new MalformedArchiveException(
                        part == Part.TRAIN
                                ? "There is no picture to train on"
                                : "There is no picture to test with: send more, or a folder test, or ask for a larger test_fraction");
            }
        }
        int images = writer.size();
        return writer.finish(target, written -> progress.report("write", written, images));
    }
}
