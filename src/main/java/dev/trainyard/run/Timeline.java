package dev.trainyard.run;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When what happened to a run, the last time. */
@Embeddable
@SuppressWarnings("UnusedVariable") // a column that only SQL reads
class Timeline {
    private Instant createdAt;
    private Instant queuedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant claimedAt;
    private @Nullable Instant pauseRequestedAt;
    private @Nullable Instant cancelRequestedAt;
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected Timeline() {}

    /** That of a run which is submitted now. */
    Timeline(Instant now) {
        createdAt = now;
        queuedAt = now;
    }

    /** It is in the queue again: nobody wants it to stop any more, and it has not ended. */
    void queued(Instant now) {
        queuedAt = now;
        pauseRequestedAt = null;
        cancelRequestedAt = null;
        endedAt = null;
    }

    void claimed(Instant now) {
        claimedAt = now;
        startedAt = startedAt == null ? now : startedAt;
    }

    void pauseRequested(Instant now) {
        pauseRequestedAt = now;
    }

    void cancelRequested(Instant now) {
        cancelRequestedAt = now;
    }

    void ended(Instant now) {
        endedAt = now;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant queuedAt() {
        return queuedAt;
    }

    /** When a worker first took it. */
    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant pauseRequestedAt() {
        return pauseRequestedAt;
    }

    @Nullable
    Instant cancelRequestedAt() {
        return cancelRequestedAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }
}
