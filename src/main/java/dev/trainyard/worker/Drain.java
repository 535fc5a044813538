package dev.trainyard.worker;

import java.time.Duration;

/** Whether a slot is to hand back what it trains, and how long it may take for that. */
final class Drain {
    private volatile boolean begun;
    private volatile long end;

    void begin(Duration grace) {
        end = System.nanoTime() + grace.toNanos();
        begun = true;
    }

    boolean begun() {
        return begun;
    }

    /** Whether the time is up. */
    boolean over() {
        return begun && System.nanoTime() - end > 0;
    }
}
