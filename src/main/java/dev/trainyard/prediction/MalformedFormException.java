package dev.trainyard.prediction;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** A body that says it is a form and is none. */
final class MalformedFormException extends ProblemException {
    private static final long serialVersionUID = 1;

    MalformedFormException() {
        super(
                HttpStatus.BAD_REQUEST,
                "malformed_form",
                "The body is no multipart/form-data: its type names no boundary, it is cut off, or a part has no proper headers");
    }
}
