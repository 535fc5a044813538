package dev.trainyard.run;

import jakarta.persistence.EnumeratedValue;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a run stands. {@link #mayBecome} is the one table of its life. */
public enum RunStatus {
    /** Waits for a worker. */
    QUEUED,
    /** A worker holds its lease and trains it. */
    RUNNING,
    /** A worker holds its lease and is asked to stop for a while. */
    PAUSING,
    /** Waits for somebody to resume it. */
    PAUSED,
    /** A worker holds its lease and is asked to stop for good. */
    CANCELLING,
    /** All epochs are made, or early stopping left the rest out, and the network is tested. */
    SUCCEEDED,
    /** Ended for a {@link FailureReason}. */
    FAILED,
    /** Ended on request. */
    CANCELLED;

    private static final Map<RunStatus, Set<RunStatus>> TRANSITIONS = new EnumMap<>(Map.of(
            QUEUED, EnumSet.of(RUNNING, PAUSED, CANCELLED),
            RUNNING, EnumSet.of(QUEUED, PAUSING, CANCELLING, SUCCEEDED, FAILED),
            // A worker that was done, or had failed, before it saw the request says so.
            PAUSING, EnumSet.of(PAUSED, CANCELLING, SUCCEEDED, FAILED),
            PAUSED, EnumSet.of(QUEUED, CANCELLED),
            CANCELLING, EnumSet.of(CANCELLED, SUCCEEDED, FAILED),
            // To make more epochs.
            SUCCEEDED, EnumSet.of(QUEUED),
            FAILED, EnumSet.noneOf(RunStatus.class),
            CANCELLED, EnumSet.noneOf(RunStatus.class)));

    @EnumeratedValue
    private final String label = Names.of(this);

    /** Its name in the API and in the database. */
    public String label() {
        return label;
    }

    /** Every status by its label, in the order of a run's life. */
    static Map<String, RunStatus> labelled() {
        return Names.all(RunStatus.class);
    }

    /** Whether a run may go from this status to that one directly. */
    boolean mayBecome(RunStatus next) {
        return TRANSITIONS.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing follows, unless somebody extends the run. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Whether the worker that holds the run's lease is asked to stop. */
    boolean isStopping() {
        return this == PAUSING || this == CANCELLING;
    }

    /** Whether a worker holds the run's lease. */
    boolean isLeased() {
        return this == RUNNING || isStopping();
    }
}
