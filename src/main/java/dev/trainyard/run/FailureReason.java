package dev.trainyard.run;

import jakarta.persistence.EnumeratedValue;

/** Why a run failed. */
public enum FailureReason {
    /** A loss was not a finite number. */
    DIVERGED,
    /** The device or the process has too little memory for it. */
    OUT_OF_MEMORY,
    /** The data set is neither there nor to be had. */
    DATASET_UNAVAILABLE,
    /** It took longer than it was allowed to. */
    TIMED_OUT,
    /** Its worker died again and again before it had finished one more epoch. */
    CRASHED_TOO_OFTEN,
    /** Anything else; the detail says what. */
    ERROR;

    @EnumeratedValue
    private final String label = Names.of(this);

    /** Its name in the API and in the database. */
    public String label() {
        return label;
    }
}
