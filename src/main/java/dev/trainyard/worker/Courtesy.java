package dev.trainyard.worker;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long an idle slot hesitates once it was told of a run. All idle slots of all processes are told, and one can have it:
 * whoever came too late the last times lets more others go ahead, and then finds with a cheap look that the run is gone. A
 * slot that is alone never hesitates. Belongs to one thread.
 */
final class Courtesy {
    static final long LONGEST_MICROS = 100_000;

    private static final long SHORTEST_MICROS = 500;

    private long micros;
    private boolean told;

    /** Told after each look into the queue, whether it gave a run. Finding none where none was announced is no news. */
    void looked(boolean gotOne) {
        if (gotOne) {
            micros /= 2;
        } else if (told) {
            micros = Math.min(LONGEST_MICROS, Math.max(SHORTEST_MICROS, 2 * micros));
        }
        told = false;
    }

    /** The longest that it would hesitate now. */
    long micros() {
        return micros;
    }

    /** Before a look that follows an announcement. */
    void letOthersGoAhead() throws InterruptedException {
        told = true;
        if (micros > 0) {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(micros));
        }
    }
}
