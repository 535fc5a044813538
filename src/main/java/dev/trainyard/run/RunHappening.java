package dev.trainyard.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happened to a run, published for whoever listens once it is committed. */
sealed interface RunHappening {
    RunLabels labels();

    /** A worker has it; it waited this long in the queue. */
    record Claimed(RunLabels labels, Duration waited) implements RunHappening {}

    /** An epoch was committed; it took this long, trained with this many images, and has a checkpoint of this size. */
    record EpochCommitted(RunLabels labels, Duration duration, long images, long checkpointBytes)
            implements RunHappening {}

    /** Its worker's lease ran out; recovered: it waits for another one. */
    record LeaseLost(RunLabels labels, boolean recovered) implements RunHappening {}

    /** It ended, this long after its first claim; for a reason if it failed. */
    record Ended(
            RunLabels labels, RunStatus status, @Nullable FailureReason reason, Duration duration)
            implements RunHappening {}
}
