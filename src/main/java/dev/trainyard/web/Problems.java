package dev.trainyard.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The form of a problem: its code decides its type and title. */
final class Problems {
    private static final String CODE = "code";
    private static final Map<Integer, String> CODES = Map.of(
            HttpStatus.CONTENT_TOO_LARGE.value(), "payload_too_large",
            HttpStatus.INTERNAL_SERVER_ERROR.value(), "internal_error");

    private Problems() {}

    static ProblemDetail of(HttpStatusCode status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty(CODE, code);
        return complete(problem);
    }

    /** The problem of a status that nothing more is known about. */
    static ProblemDetail of(HttpStatusCode status, String detail) {
        return complete(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** Gives a problem its code, if it has none, and what follows from it. */
    static ProblemDetail complete(ProblemDetail problem) {
        String code = code(problem.getProperties(), problem.getStatus());
        problem.setProperty(CODE, code);
        problem.setType(URI.create("urn:trainyard:problem:" + code));
        problem.setTitle(code.substring(0, 1).toUpperCase(Locale.ROOT)
                + code.substring(1).replace('_', ' '));
        return problem;
    }

    /** The answer with this problem. */
    static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String code(@Nullable Map<String, Object> properties, int status) {
        Object given = properties == null ? null : properties.get(CODE);
        return given == null ? CODES.getOrDefault(status, reason(status)) : given.toString();
    }

    private static String reason(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String phrase = Objects.requireNonNullElse(known, HttpStatus.valueOf(status / 100 * 100))
                .getReasonPhrase();
        return phrase.toLowerCase(Locale.ROOT).replace(' ', '_').replace("-", "_");
    }
}
