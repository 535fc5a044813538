package dev.trainyard.idempotency;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** Another request has that key. */
final class IdempotencyKeyReusedException extends ProblemException {
    private static final long serialVersionUID = 1;

    IdempotencyKeyReusedException(IdempotencyKey key) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency_key_reused",
                "The Idempotency-Key %s belongs to a request with another body; a new request needs a new key"
                        .formatted(JsonKind.quoted(key.value())));
    }
}
