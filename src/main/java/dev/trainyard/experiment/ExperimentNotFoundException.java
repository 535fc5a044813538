package dev.trainyard.experiment;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no experiment with that id. */
final class ExperimentNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    ExperimentNotFoundException(String id) {
        super(HttpStatus.NOT_FOUND, "experiment_not_found", "There is no experiment %s".formatted(JsonKind.quoted(id)));
    }
}
