package dev.trainyard.model;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no model with that id, or it is somebody else's. */
public final class ModelNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    ModelNotFoundException(String id) {
        super(HttpStatus.NOT_FOUND, "model_not_found", "There is no model %s".formatted(JsonKind.quoted(id)));
    }
}
