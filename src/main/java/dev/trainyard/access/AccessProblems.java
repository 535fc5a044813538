package dev.trainyard.access;

import dev.trainyard.request.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers what is refused before a resource is reached with the same problems as the resources do. */
@Component
class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private final HandlerExceptionResolver resolver;

    AccessProblems(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        answer(request, response, problem(failure));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        String role = Caller.current().map(caller -> caller.role().label()).orElse("nobody");
        answer(
                request,
                response,
                new ProblemException(
                        HttpStatus.FORBIDDEN, "forbidden", "The role %s is not enough for this".formatted(role)));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected) {
        answer(
                request,
                response,
                new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        "bad_request",
                        "The path or a header of the request has characters that no path here has"));
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Exception problem) {
        resolver.resolveException(request, response, null, problem);
    }

    private static Exception problem(AuthenticationException failure) {
        if (failure instanceof TooManyFailedLoginsException tooMany) {
            return tooMany.problem();
        }
        if (failure instanceof LoginUnavailableException away) {
            return away.problem();
        }
        if (failure instanceof NoRoleException) {
            return new ProblemException(HttpStatus.FORBIDDEN, "forbidden", String.valueOf(failure.getMessage()));
        }
        return failure instanceof OAuth2AuthenticationException
                ? unauthorized("invalid_token", "The bearer token is malformed, unknown, expired or revoked")
                : unauthorized("unauthorized", "Say who you are, with a header: Authorization: Bearer YOUR_TOKEN");
    }

    private static ProblemException unauthorized(String code, String detail) {
        var problem = new ProblemException(HttpStatus.UNAUTHORIZED, code, detail);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return problem;
    }
}
