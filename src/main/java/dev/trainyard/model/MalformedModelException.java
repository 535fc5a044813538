package dev.trainyard.model;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** What somebody sent is no safetensors file. */
final class MalformedModelException extends ProblemException {
    private static final long serialVersionUID = 1;

    MalformedModelException(IllegalArgumentException cause) {
        super(
                HttpStatus.BAD_REQUEST,
                "malformed_safetensors",
                "The body is no safetensors file of single precision: " + cause.getMessage());
    }
}
