package dev.trainyard.run;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** What was asked for makes no sense any more. */
final class RunAlreadyEndedException extends ProblemException {
    private static final long serialVersionUID = 1;

    RunAlreadyEndedException(Run run) {
        super(
                HttpStatus.CONFLICT,
                "run_already_ended",
                "%s is %s already".formatted(run, run.status().label()));
    }
}
