package dev.trainyard.idempotency;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;

/**
 * How a request was answered the first time.
 *
 * @param requestHash of what was asked for
 * @param body JSON, byte for byte
 */
record StoredAnswer(
        byte[] requestHash, int status, @Nullable String location, String body) {
    BodyBuilder response() {
        BodyBuilder response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        return location == null ? response : response.location(URI.create(location));
    }
}
