package dev.trainyard.experiment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of an experiment: a row for each data set and model (and whatever else is on the grid), in it a cell for
 * each activation, over all seeds. Accuracies and their differences are from 0 to 1.
 *
 * @param baseline the activation that others are compared with; null if it is not among them
 */
record Report(@Nullable String name, @Nullable String baseline, List<String> activations, List<Row> rows) {

    /** A row: the values of the fields that it is for, and a cell for each activation. */
    record Row(Map<String, String> fields, List<Cell> cells) {}

    /**
     * All runs of a row with one activation.
     *
     * @param runs how many there are, of which so many have succeeded
     * @param best test accuracy of the epoch with the smallest validation loss
     * @param last test accuracy of the last epoch
     * @param gap how much higher the accuracy in training is at the last epoch than in the test: the measure of
     *     overfitting. Training accuracy is that of augmented images while the weights still changed, which makes it
     *     smaller
     * @param bestOverBaseline of {@code best}; null for the baseline itself, as the next
     * @param lastOverBaseline of {@code last}
     * @param learnt mean of each activation parameter at the end, over layers, channels and seeds
     * @param seconds that all epochs of a run took, mean
     * @param imagesPerSecond in training, mean
     */
    record Cell(
            String activation,
            int runs,
            int succeeded,
            @Nullable Statistic best,
            @Nullable Statistic last,
            @Nullable Statistic gap,
            @Nullable Difference bestOverBaseline,
            @Nullable Difference lastOverBaseline,
            Map<String, Double> learnt,
            @Nullable Double seconds,
            @Nullable Double imagesPerSecond) {}
}
