package dev.trainyard.run;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** The run has learnt nothing that could be used: no epoch yet, or its checkpoints were deleted after its end. */
public final class NoCheckpointException extends ProblemException {
    private static final long serialVersionUID = 1;

    /** For a run's id as it was asked for. */
    public NoCheckpointException(String id) {
        super(
                HttpStatus.CONFLICT,
                "run_has_no_checkpoint",
                "The run %s has no checkpoint: it has made no epoch yet, or its checkpoints were deleted after its end"
                        .formatted(JsonKind.quoted(id)));
    }
}
