package dev.trainyard.model;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** An owner has as many models as it may. */
final class TooManyModelsException extends ProblemException {
    private static final long serialVersionUID = 1;

    TooManyModelsException(int most) {
        super(
                HttpStatus.CONFLICT,
                "too_many_models",
                "You have %d imported models, as many as you may: delete one first".formatted(most));
    }
}
