package dev.trainyard.web;

import dev.trainyard.database.DatabaseAbsence;
import dev.trainyard.run.CheckpointDamagedException;
import dev.trainyard.training.EngineUnavailableException;
import dev.trainyard.training.UnreadableCheckpointException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/** Answers every exception of a request with a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception exception) {
        if (DatabaseAbsence.isCauseOf(exception)) {
            LOG.warn("The database is away: {}", exception.getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .body(Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "database_unavailable",
                            "The database does not answer; nothing was changed. Try again."));
        }
        LOG.error("A request failed for a reason that nobody thought of", exception);
        return Problems.answer(Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "The service failed; its log says why. It is not your request."));
    }

    /** It is as it is until the run makes another: to try again does not help, and whoever asked is not to blame. */
    @ExceptionHandler({UnreadableCheckpointException.class, CheckpointDamagedException.class})
    ResponseEntity<ProblemDetail> unreadableCheckpoint(RuntimeException exception) {
        LOG.info("{}", exception.getMessage());
        return Problems.answer(Problems.of(
                HttpStatus.CONFLICT,
                "checkpoint_unreadable",
                "The checkpoint cannot be read: it is damaged, or another version of the service wrote it"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> engineUnavailable(EngineUnavailableException exception) {
        LOG.warn("This process cannot compute: {} {}", exception.getMessage(), exception.remedy());
        return Problems.answer(Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "engine_unavailable",
                "The process that you asked cannot compute networks; its log says why"));
    }

    /** Tomcat reads a query when it is asked for the first parameter, and throws this into whoever asked. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableParameters(InvalidParameterException exception) {
        HttpStatusCode status = HttpStatusCode.valueOf(exception.getErrorCode());
        return Problems.answer(
                Problems.of(status, "The query has wrong escapes, a value without a name, or too many values"));
    }

    /** Spring Security looks at a header when somebody asks for it, and throws this into whoever asked. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableHeader(RequestRejectedException exception) {
        return Problems.answer(
                Problems.of(HttpStatus.BAD_REQUEST, "A header or a parameter has characters that none here has"));
    }

    /** Spring would log a warning where Tomcat has answered already, as it does to a body that is cut off. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        boolean answered = request instanceof ServletWebRequest servlet
                && servlet.getResponse() != null
                && servlet.getResponse().isCommitted();
        return answered ? null : super.handleExceptionInternal(exception, body, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problems.of(status, "malformed_json", unreadable(exception.getCause()));
        return handleExceptionInternal(exception, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problems.of(status, "There is nothing at /" + exception.getResourcePath());
        return handleExceptionInternal(exception, problem, headers, status, request);
    }

    /** All that Spring itself refuses, and what packages refuse by an ErrorResponseException, comes by here. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            Problems.complete(problem);
            problem.setInstance(instance(request));
        }
        // An error is told as a problem whatever the client accepts, or writes in place of a media type.
        HttpHeaders own = new HttpHeaders();
        own.putAll(headers); // those of a path that leads nowhere cannot be changed
        own.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.createResponseEntity(body, own, status, request);
    }

    /** Spring would do the same, and fail at {@code //}, which is no URI. */
    private static @Nullable URI instance(WebRequest request) {
        if (!(request instanceof ServletWebRequest servlet)) {
            return null;
        }
        try {
            return new URI(servlet.getRequest().getRequestURI());
        } catch (URISyntaxException e) {
            return URI.create("/");
        }
    }

    private static String unreadable(@Nullable Throwable cause) {
        if (cause instanceof JacksonException json) {
            var place = json.getLocation();
            String where =
                    place == null ? "" : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
            // What is not of the reader of text talks of classes.
            String what = json instanceof StreamReadException
                    ? json.getOriginalMessage()
                    : "it is empty, has a field twice, or something after its end";
            return "The body is not JSON: " + what + where;
        }
        return "The body is empty or not JSON";
    }
}
