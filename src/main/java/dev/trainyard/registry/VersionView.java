package dev.trainyard.registry;

import dev.trainyard.dataset.Normalization;
import dev.trainyard.dataset.VersionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A version of a data set, as the API shows it.
 *
 * @param reference what a run's {@code dataset} is to be for exactly this version
 * @param version counted from 1, failed ones included
 * @param origin {@code upload} or {@code expansion}
 * @param base what it was made from; null for an upload
 * @param status {@code queued}, {@code building}, {@code ready}, {@code failed} or {@code cancelled}
 * @param reason of a failure, for programs
 * @param detail of a failure, for people
 * @param options it was asked for with
 * @param contents null until it is ready
 */
public record VersionView(
        String reference,
        String dataset,
        int version,
        String origin,
        @Nullable String base,
        String status,
        @Nullable Progress progress,
        @Nullable String reason,
        @Nullable String detail,
        Map<String, Object> options,
        @Nullable Contents contents,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /**
     * How far it is.
     *
     * @param phase what is done now
     * @param done of {@code total}
     */
    public record Progress(String phase, long done, long total) {}

    /**
     * What is in a version.
     *
     * @param sha256 of the decoded pixels and labels: equal for equal contents, however they came
     * @param bytes of its packed file
     * @param imageSize rows and columns of an image
     * @param trainCounts images to train on, by class
     * @param testCounts images to test with, by class
     * @param addedImages those of the images to train on that an expansion brought
     * @param normalization mean and standard deviation of the images to train on
     * @param report how many pictures are not in it, by reason
     */
    public record Contents(
            String sha256,
            long bytes,
            int imageSize,
            List<String> classNames,
            long trainImages,
            long testImages,
            List<Integer> trainCounts,
            List<Integer> testCounts,
            int addedImages,
            Normalization normalization,
            Map<String, Long> report) {}

    static VersionView of(DatasetVersion version) {
        BuildProgress progress = version.progress();
        return new VersionView(
                version.reference(),
                version.dataset().name(),
                version.number(),
                name(version.origin()),
                version.base(),
                name(version.status()),
                progress == null ? null : new Progress(progress.phase(), progress.done(), progress.total()),
                version.reason(),
                version.detail(),
                JsonMapper.shared().convertValue(version.options(), new TypeReference<>() {}),
                contents(version),
                version.createdAt(),
                version.endedAt());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Contents contents(DatasetVersion version) {
        VersionSummary summary = version.contents();
        if (summary == null) {
            return null;
        }
        Map<String, Long> report = version.report();
        return new Contents(
                summary.sha256(),
                summary.bytes(),
                summary.side(),
                summary.classes(),
                sum(summary.trainCounts()),
                sum(summary.testCounts()),
                summary.trainCounts(),
                summary.testCounts(),
                summary.added(),
                summary.normalization(),
                report == null ? Map.of() : report);
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }
}
