package dev.trainyard.run;

import dev.trainyard.training.InitialWeights;

/** The weights that a run is to begin with are not to be had; the message says so to whoever asked for the run. */
public final class WeightsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For a reason that the message tells. */
    public WeightsUnavailableException(String message) {
        super(message);
    }

    static WeightsUnavailableException gone(InitialWeights weights) {
        return new WeightsUnavailableException(
                "The initial weights are there no more: %s has none with the SHA-256 %s; they were deleted, or replaced"
                        .formatted(weights.source(), weights.sha256()));
    }
}
