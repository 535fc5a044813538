package dev.trainyard.expansion;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Spares a host: so many requests at the same time, and so much time between two of them. */
final class HostGate {
    private final Semaphore places;
    private long interval;
    private long free = System.nanoTime();

    HostGate(int atOnce, Duration interval) {
        this.places = new Semaphore(atOnce);
        this.interval = interval.toNanos();
    }

    /** Waits for a turn; each is to be followed by {@link #leave}. */
    void enter() throws InterruptedException {
        places.acquire();
        try {
            long turn = turn();
            for (long wait = turn - System.nanoTime(); wait > 0; wait = turn - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        } catch (InterruptedException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    private synchronized long turn() {
        long turn = Math.max(free, System.nanoTime());
        free = turn + interval;
        return turn;
    }

    /** The host wants more time between two requests. */
    synchronized void slowDown(Duration wished) {
        interval = Math.max(interval, wished.toNanos());
    }

    /** The host wants to be left alone for so long. */
    synchronized void pause(Duration wished) {
        free = Math.max(free, System.nanoTime() + wished.toNanos());
    }
}
