package dev.trainyard.model;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** This process has as many files to evaluate as it may hold in memory. */
final class ImportsBusyException extends ProblemException {
    private static final long serialVersionUID = 1;

    ImportsBusyException() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "imports_busy",
                "This process evaluates as many models as it may; nothing was stored. Try again");
        getHeaders().set(HttpHeaders.RETRY_AFTER, "30");
    }
}
