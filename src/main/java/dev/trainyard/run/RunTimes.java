package dev.trainyard.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened to a run.
 *
 * @param queuedAt when it came into the queue, the last time
 * @param startedAt when a worker first took it
 */
record RunTimes(
        Instant createdAt,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant cancelRequestedAt,
        @Nullable Instant endedAt) {

    static RunTimes of(Run run) {
        return new RunTimes(run.createdAt(), run.queuedAt(), run.startedAt(), run.cancelRequestedAt(), run.endedAt());
    }
}
