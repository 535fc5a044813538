package dev.trainyard.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The body of a request is larger than any that makes sense. */
final class PayloadTooLargeException extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    PayloadTooLargeException(long limit) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONTENT_TOO_LARGE, "The body is larger than %d bytes".formatted(limit)),
                null);
    }
}
