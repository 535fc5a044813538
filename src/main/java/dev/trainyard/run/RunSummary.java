package dev.trainyard.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as lists show it.
 *
 * @param status {@code cancelling}, {@code pausing}: a worker still has it, and is asked to stop
 * @param reason why it failed, or null
 * @param detail the same for people; or what happened to its checkpoints, or null
 * @param stoppedEarly whether it has succeeded with fewer epochs than asked for, by early stopping
 * @param attempt how often workers took it
 * @param spec everything that decides what it computes
 */
record RunSummary(
        String id,
        @Nullable String name,
        String owner,
        String status,
        @Nullable String reason,
        @Nullable String detail,
        boolean stoppedEarly,
        int priority,
        List<String> tags,
        int attempt,
        ProgressView progress,
        @JsonUnwrapped RunTimes times,
        Spec spec) {

    static RunSummary of(Run run) {
        FailureReason reason = run.reason();
        return new RunSummary(
                run.runId().toString(),
                run.name(),
                run.owner(),
                run.status().label(),
                reason == null ? null : reason.label(),
                run.detail(),
                run.stoppedEarly(),
                run.priority(),
                run.tags(),
                run.attempt(),
                ProgressView.of(run),
                RunTimes.of(run.timeline(), run.budget()),
                run.spec());
    }
}
