package dev.trainyard.experiment;

import dev.trainyard.request.ProblemException;
import org.springframework.http.HttpStatus;

/** Java cannot draw letters on this machine. */
final class PngUnavailableException extends ProblemException {
    private static final long serialVersionUID = 1;

    PngUnavailableException() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "png_unavailable",
                "The process that you asked has no fonts to draw with; take image/svg+xml, or have fontconfig and a font"
                        + " installed there");
    }
}
