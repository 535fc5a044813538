package dev.trainyard.request;

import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/** Answers to clients that poll: what they have already is not made, and not sent, again (RFC 9110, 13). */
public final class ConditionalGet {
    private ConditionalGet() {}

    /**
     * The body with its ETag, or 304 if the request's If-None-Match has that tag.
     *
     * @param version changes whenever the body does; a weak tag, since equal versions need not be equal bytes
     * @param body is asked for if the client does not have it
     */
    public static <T> ResponseEntity<T> answer(WebRequest request, String version, Supplier<T> body) {
        // Sets the ETag by itself, either way.
        boolean known = request.checkNotModified("W/\"%s\"".formatted(version));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.ACCEPT);
        return known ? answer.build() : answer.body(body.get());
    }
}
