package dev.trainyard.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened to a run, and how long it took.
 *
 * @param queuedAt when it came into the queue, the last time
 * @param startedAt when a worker first took it
 * @param pauseRequestedAt of the pause that it is in, or that was not over when it ended
 * @param runtimeSeconds how long workers have held it, in all attempts since it was submitted or extended
 * @param maxRuntimeSeconds how long they may; null for no limit
 */
record RunTimes(
        Instant createdAt,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant pauseRequestedAt,
        @Nullable Instant cancelRequestedAt,
        @Nullable Instant endedAt,
        double runtimeSeconds,
        @Nullable Integer maxRuntimeSeconds) {

    static RunTimes of(Timeline timeline, TimeBudget budget) {
        return new RunTimes(
                timeline.createdAt(),
                timeline.queuedAt(),
                timeline.startedAt(),
                timeline.pauseRequestedAt(),
                timeline.cancelRequestedAt(),
                timeline.endedAt(),
                budget.runtimeSeconds(),
                budget.maxRuntimeSeconds());
    }
}
