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

/**
 * Refuses bodies over {@link #LIMIT}, with images over {@link #IMAGES_LIMIT}, with a model over {@link #MODEL_LIMIT}, whether
 * they tell their length or not, before they fill the memory.
 */
@Component
class BodyLimitFilter extends OncePerRequestFilter {
    /** Bytes. */
    static final int LIMIT = 1024 * 1024;

    /** Bytes of a request with images in it. */
    static final int IMAGES_LIMIT = 16 * 1024 * 1024;

    /** Bytes of a model: the largest that there is, ResNet-110 with whatever activation, has 7.3 million. */
    static final int MODEL_LIMIT = 8 * 1024 * 1024;

    private final HandlerExceptionResolver resolver;

    BodyLimitFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int limit = limit(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            resolver.resolveException(request, response, null, new PayloadTooLargeException(limit));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }

    private static int limit(String path) {
        if (path.endsWith("/predictions")) {
            return IMAGES_LIMIT;
        }
        return path.equals("/v1/models") ? MODEL_LIMIT : LIMIT;
    }
}
