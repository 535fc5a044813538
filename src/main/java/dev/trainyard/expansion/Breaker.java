package dev.trainyard.expansion;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a site alone that does not answer: after a few failures in a row for a while, then after each that follows, and in the end
 * for good. An answer in between makes up for all of them.
 */
final class Breaker {
    private static final int FAILURES = 5;
    private static final int PAUSES = 3;

    private final Duration respite;
    private final LongSupplier nanos;
    private int failures;
    private int pauses;
    private long until;
    private String trouble = "";

    /** @param nanos a clock that only ever goes on */
    Breaker(Duration respite, LongSupplier nanos) {
        this.respite = respite;
        this.nanos = nanos;
    }

    /** Throws RefusedException unless the site may be asked now; AwayException if it may be later. */
    synchronized void enter() throws RefusedException {
        if (pauses >= PAUSES) {
            throw new RefusedException(Fate.FAILED, "its host is not asked any more: " + trouble);
        }
        if (isPaused()) {
            throw new AwayException(trouble, Duration.ofNanos(until - nanos.getAsLong()));
        }
    }

    private boolean isPaused() {
        return pauses > 0 && until - nanos.getAsLong() > 0;
    }

    /** Whether it was left alone, and has not answered since. */
    synchronized boolean isOnTrial() {
        return pauses > 0;
    }

    synchronized void answered() {
        failures = 0;
        pauses = 0;
    }

    /** One request failed, as often as it was tried. */
    synchronized void failed(String what) {
        failures++;
        if (failures >= FAILURES || isOnTrial()) {
            pause(what);
        }
    }

    /** Without it nothing else can be asked for. What was begun before it was left alone says nothing new. */
    synchronized void pause(String what) {
        if (pauses < PAUSES && !isPaused()) {
            pauses++;
            until = nanos.getAsLong() + respite.toNanos();
            trouble = what;
        }
    }
}
