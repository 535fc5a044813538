package dev.trainyard.worker;

import java.time.Duration;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Ever longer pauses between attempts to reach a database that is away; random, so that workers do not come as one. */
final class Pauses {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;

    private BackOffExecution growing = start();

    /** The next pause. */
    Duration next() {
        return Duration.ofMillis(growing.nextBackOff());
    }

    /** The database is back: the pauses are short again. */
    void reset() {
        growing = start();
    }

    private static BackOffExecution start() {
        ExponentialBackOff growing = new ExponentialBackOff(FIRST_MILLIS, 2);
        growing.setMaxInterval(LONGEST_MILLIS);
        growing.setJitter(FIRST_MILLIS / 2);
        return growing.start();
    }
}
