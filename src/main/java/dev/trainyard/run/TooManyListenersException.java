package dev.trainyard.run;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** This process has as many open streams as it may. */
final class TooManyListenersException extends ProblemException {
    private static final long serialVersionUID = 1;

    TooManyListenersException() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too_many_listeners",
                "This process serves as many event streams as it may; ask for /v1/runs/{id} again and again instead");
        getHeaders().set(HttpHeaders.RETRY_AFTER, "30");
    }
}
