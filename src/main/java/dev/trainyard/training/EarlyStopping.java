package dev.trainyard.training;

import java.util.List;

/**
 * Ends a training whose validation loss no longer falls. An epoch is an improvement if its loss is smaller, by more than
 * {@code minDelta}, than the loss of the improvement before it; the first epoch is one.
 *
 * @param patience epochs in a row without an improvement after which the training ends, at least 1
 * @param minDelta in nats, at least 0
 */
public record EarlyStopping(int patience, double minDelta) {
    public static final double MIN_DELTA = 0;

    /**
     * Whether the training ends here. It follows from the losses alone, so that a resumed training ends where an
     * undisturbed one does.
     *
     * @param validationLosses of all epochs so far, in order
     */
    public boolean isDue(List<Double> validationLosses) {
        double best = Double.POSITIVE_INFINITY;
        int withoutImprovement = 0;
        for (double loss : validationLosses) {
            boolean improved = loss < best - minDelta;
            best = improved ? loss : best;
            withoutImprovement = improved ? 0 : withoutImprovement + 1;
        }
        return withoutImprovement >= patience;
    }
}
