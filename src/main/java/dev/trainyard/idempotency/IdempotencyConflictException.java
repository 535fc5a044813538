package dev.trainyard.idempotency;

import dev.trainyard.request.JsonKind;
import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The first request with the key is under way; it may yet fail. */
final class IdempotencyConflictException extends ProblemException {
    private static final long serialVersionUID = 1;

    IdempotencyConflictException(IdempotencyKey key) {
        super(
                HttpStatus.CONFLICT,
                "idempotency_conflict",
                "A request with the Idempotency-Key %s is under way; send this one again to get its answer"
                        .formatted(JsonKind.quoted(key.value())));
        getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    }
}
