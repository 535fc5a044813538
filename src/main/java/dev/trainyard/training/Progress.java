package dev.trainyard.training;

import java.util.List;

/**
 * Where an interrupted run goes on.
 *
 * @param latest checkpoint of the last whole epoch
 * @param best checkpoint of the epoch with the smallest validation loss so far, maybe the same
 * @param validationLosses of all epochs up to the latest checkpoint's, in order
 */
public record Progress(Checkpoint latest, Checkpoint best, List<Double> validationLosses) {
    public Progress {
        validationLosses = List.copyOf(validationLosses);
        if (validationLosses.size() != latest.epoch()) {
            throw new IllegalArgumentException("There are %d validation losses of the %d epochs up to the checkpoint"
                    .formatted(validationLosses.size(), latest.epoch()));
        }
    }
}
