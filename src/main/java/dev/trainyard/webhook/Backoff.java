package dev.trainyard.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: after 5 s, then each time after four times as long, up to 24 h; a quarter
 * more or less, so that a receiver that comes back is not called by everybody at once. After ten attempts, which is
 * some two days, never.
 */
final class Backoff {
    static final int MAX_ATTEMPTS = 10;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double JITTER = 0.25;

    private Backoff() {}

    /** The delay after that many failed attempts; none if it is given up. */
    static Optional<Duration> after(int attempts, RandomGenerator random) {
        if (attempts >= MAX_ATTEMPTS) {
            return Optional.empty();
        }
        double seconds = Math.min(FIRST.toSeconds() * Math.pow(4, attempts - 1), LONGEST.toSeconds());
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Optional.of(Duration.ofMillis(Math.round(1000 * seconds * factor)));
    }
}
