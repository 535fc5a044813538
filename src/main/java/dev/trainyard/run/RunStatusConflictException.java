package dev.trainyard.run;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** What was asked for cannot be done while the run stands as it does. */
final class RunStatusConflictException extends ProblemException {
    private static final long serialVersionUID = 1;

    private RunStatusConflictException(Run run, String code, String rule) {
        super(
                HttpStatus.CONFLICT,
                code,
                "%s is %s: %s".formatted(run, run.status().label(), rule));
    }

    static RunStatusConflictException beingCancelled(Run run) {
        return new RunStatusConflictException(run, "run_being_cancelled", "it can no longer be paused");
    }

    static RunStatusConflictException notPaused(Run run) {
        return new RunStatusConflictException(run, "run_not_paused", "only a paused run can be resumed");
    }

    static RunStatusConflictException notSucceeded(Run run) {
        return new RunStatusConflictException(
                run, "run_not_succeeded", "only a run that has succeeded can be extended");
    }
}
