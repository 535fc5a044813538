package dev.trainyard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides headers that say nothing: an Accept without a type, and a Content-Type that is a pattern. Spring's actuator fails
 * over them.
 */
@Component
class EmptyHeadersFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new TellingRequest(request), response);
    }

    private static final class TellingRequest extends HttpServletRequestWrapper {
        TellingRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            String value = super.getHeader(name);
            return value == null || saysNothing(name, value) ? null : value;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(Collections.list(super.getHeaders(name)).stream()
                    .filter(value -> !saysNothing(name, value))
                    .toList());
        }

        @Override
        public @Nullable String getContentType() {
            String type = super.getContentType();
            return type == null || saysNothing(HttpHeaders.CONTENT_TYPE, type) ? null : type;
        }

        private static boolean saysNothing(String name, String value) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT) && value.isBlank()
                    || name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) && value.contains("*");
        }
    }
}
