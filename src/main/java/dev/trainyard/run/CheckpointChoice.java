package dev.trainyard.run;

import java.util.Map;

/** Which of a run's checkpoints. */
public enum CheckpointChoice {
    /** That of the epoch with the smallest validation loss so far. */
    BEST,
    /** That of the latest epoch. */
    LAST;

    /** In lower case, as the API writes it. */
    public String label() {
        return Names.of(this);
    }

    /** Each by its label. */
    public static Map<String, CheckpointChoice> labelled() {
        return Names.all(CheckpointChoice.class);
    }
}
