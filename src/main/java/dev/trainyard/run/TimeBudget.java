package dev.trainyard.run;

import jakarta.persistence.Embeddable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long workers may hold a run, and have held it: the time from a claim to the end of its lease, summed over all
 * attempts. Time in the queue or in a pause does not count. A lease that is lost counts until it expired.
 *
 * @param maxRuntimeSeconds null for no limit
 * @param runtimeSeconds up to the last that was heard of its worker
 */
@Embeddable
record TimeBudget(@Nullable Integer maxRuntimeSeconds, Double runtimeSeconds) {
    static TimeBudget of(@Nullable Integer maxRuntimeSeconds) {
        return new TimeBudget(maxRuntimeSeconds, 0.0);
    }

    TimeBudget plus(Duration held) {
        return new TimeBudget(maxRuntimeSeconds, runtimeSeconds + held.toNanos() / 1e9);
    }

    /** The same limit, with nothing used up. */
    TimeBudget renewed() {
        return of(maxRuntimeSeconds);
    }

    boolean isExceeded() {
        return maxRuntimeSeconds != null && runtimeSeconds > maxRuntimeSeconds;
    }
}
