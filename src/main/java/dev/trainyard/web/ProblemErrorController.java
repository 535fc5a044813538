package dev.trainyard.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers errors that were raised outside of controllers, by filters or by the container. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {
    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatusCode status = code instanceof Integer value ? HttpStatusCode.valueOf(value) : HttpStatus.NOT_FOUND;
        Object path = Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        String detail = status.is5xxServerError()
                ? "The service failed; its log says why. It is not your request."
                : "The request for %s was refused".formatted(path);
        return Problems.answer(Problems.of(status, detail));
    }
}
