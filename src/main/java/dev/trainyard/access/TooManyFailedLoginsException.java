package dev.trainyard.access;

import dev.trainyard.request.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** Logins failed too often from there; this one was not tried. */
final class TooManyFailedLoginsException extends AuthenticationException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManyFailedLoginsException(Duration wait) {
        super("More than %d logins failed within a minute".formatted(FailedLogins.ALLOWED));
        this.wait = wait;
    }

    ProblemException problem() {
        var problem = new ProblemException(
                HttpStatus.TOO_MANY_REQUESTS,
                "too_many_failed_logins",
                "%d logins failed within a minute from your address or with a token that begins so; this one was not tried"
                        .formatted(FailedLogins.ALLOWED));
        // Rounded up: a second later it is over.
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        return problem;
    }
}
