package dev.trainyard.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waits for what must come, but not for ever. */
final class Patience {
    static final Duration LIMIT = Duration.ofMinutes(5);

    private static final long LOOK_MILLIS = 200;

    private Patience() {}

    interface Condition {
        boolean isMet() throws IOException, InterruptedException;
    }

    static void until(String what, Condition condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (!condition.isMet()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("In %s it did not come that %s".formatted(LIMIT, what));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
