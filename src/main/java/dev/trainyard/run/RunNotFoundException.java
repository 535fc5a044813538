package dev.trainyard.run;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no run with that id. */
public final class RunNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    /** For an id as it was asked for. */
    public RunNotFoundException(String id) {
        super(HttpStatus.NOT_FOUND, "run_not_found", "There is no run %s".formatted(JsonKind.quoted(id)));
    }
}
