package dev.trainyard.run;

import jakarta.persistence.EnumeratedValue;

/** What happened to a run. */
enum RunEventType {
    CREATED,
    CLAIMED,
    EPOCH,
    /** A checkpoint was not what had been stored; the run goes on from one before. */
    CHECKPOINT_DAMAGED,
    PAUSE_REQUESTED,
    PAUSED,
    /** Somebody let it go on after a pause. */
    RESUMED,
    CANCEL_REQUESTED,
    /** Its worker gave it back on purpose. */
    RELEASED,
    /** Its worker was not heard of for longer than the lease. */
    LEASE_LOST,
    ENDED,
    /** It has succeeded, and is to make more epochs. */
    EXTENDED;

    @EnumeratedValue
    private final String label = Names.of(this);

    String label() {
        return label;
    }
}
