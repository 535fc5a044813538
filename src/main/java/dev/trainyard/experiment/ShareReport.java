package dev.trainyard.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether pictures of the web help: what runs came to with a share of those that an expansion added, and with as many copies of
 * other images in their place.
 *
 * @param name of the experiment
 */
record ShareReport(@Nullable String name, List<Row> rows) {
    ShareReport {
        rows = List.copyOf(rows);
    }

    /**
     * The runs of one share, over all seeds.
     *
     * @param dataset the version, without its share
     * @param kind {@code web}, or {@code copies}, the control
     * @param percent of the added images
     * @param runs how many there are
     * @param best test accuracy at the epoch with the smallest validation loss
     * @param last test accuracy at the last epoch
     * @param bestOverBase by how much that is above the one with no added image, of the seeds that both have
     * @param lastOverBase the same of the last epoch
     */
    record Row(
            String dataset,
            String model,
            String activation,
            String kind,
            int percent,
            int runs,
            @Nullable Statistic best,
            @Nullable Statistic last,
            @Nullable Difference bestOverBase,
            @Nullable Difference lastOverBase) {}
}
