package dev.trainyard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses bodies over {@link #LIMIT}, whether they tell their length or not, before they fill the memory. */
@Component
class BodyLimitFilter extends OncePerRequestFilter {
    /** Bytes. */
    static final int LIMIT = 1024 * 1024;

    private final HandlerExceptionResolver resolver;

    BodyLimitFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT) {
            resolver.resolveException(request, response, null, new PayloadTooLargeException(LIMIT));
        } else {
            chain.doFilter(new LimitedRequest(request, LIMIT), response);
        }
    }
}
