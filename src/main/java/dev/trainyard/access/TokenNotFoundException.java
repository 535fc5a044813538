package dev.trainyard.access;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no token with that id. */
final class TokenNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    TokenNotFoundException(String id) {
        super(HttpStatus.NOT_FOUND, "token_not_found", "There is no token %s".formatted(JsonKind.quoted(id)));
    }
}
