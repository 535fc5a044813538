package dev.trainyard.webhook;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no webhook with that id, or it is somebody else's. */
final class WebhookNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1;

    WebhookNotFoundException(String id) {
        super(HttpStatus.NOT_FOUND, "webhook_not_found", "There is no webhook %s".formatted(JsonKind.quoted(id)));
    }
}
