package dev.trainyard.model;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** A run that has not ended is to begin with the model. */
final class ModelInUseException extends ProblemException {
    private static final long serialVersionUID = 1;

    ModelInUseException(String id) {
        super(
                HttpStatus.CONFLICT,
                "model_in_use",
                "A run that has not ended begins with %s: cancel it, or wait for its end".formatted(id));
    }
}
