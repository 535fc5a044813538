package dev.trainyard.request;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is answered with a problem (RFC 9457). Packages extend it for what they refuse. */
public class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    /**
     * A problem.
     *
     * @param code what went wrong, for programs, in snake_case; it never changes
     * @param detail what went wrong this time, for people
     */
    public ProblemException(HttpStatus status, String code, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
        getBody().setProperty("code", code);
    }
}
