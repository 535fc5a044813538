package dev.trainyard.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data sets that people brought, for the {@link DatasetCatalog}; where there is a caller, those that the caller sees. */
public interface RegisteredDatasets {
    /**
     * A version that is ready.
     *
     * @param number of the version
     * @param available whether its file is in this process's folder
     */
    record Registered(
            String name, int number, @Nullable String description, VersionSummary summary, boolean available) {
        /** What there is to know about it, with that share of its added images. */
        DatasetDescription describe(@Nullable AddedShare share) {
            int unused = share == null ? 0 : summary.added() - share.of(summary.added());
            return new DatasetDescription(
                    new DatasetReference(name, number, share).toString(),
                    description == null ? "A data set of one's own." : description,
                    summary.classes().size(),
                    summary.classes(),
                    summary.side(),
                    sum(summary.trainCounts()) - unused,
                    sum(summary.testCounts()),
                    available,
                    summary.normalization());
        }

        private static int sum(List<Integer> counts) {
            return counts.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** The last versions of all. */
    List<Registered> latest();

    /** That version, or the last one if the reference has none. */
    Optional<Registered> find(DatasetReference reference);

    /** Its file, brought here first if need be, which may take minutes. */
    Path file(Registered version) throws IOException;

    /** Forgets its file here, which turned out to be damaged: the next one comes from where all processes have theirs. */
    void forget(Registered version) throws IOException;

    /** Keeps a version from being deleted until the transaction ends; whether it is there. */
    boolean hold(DatasetReference reference);
}
