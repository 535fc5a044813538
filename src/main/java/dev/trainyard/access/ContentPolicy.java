package dev.trainyard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * The content security policy: a browser that is made to show an answer of the API as a page loads and runs nothing of
 * it. The pages of Swagger UI get what they need: their own scripts, and styles that those scripts write.
 */
final class ContentPolicy implements HeaderWriter {
    static final String SWAGGER_UI = "/swagger-ui";

    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String PAGE = NOTHING
            + "; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'"
            + "; connect-src 'self'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean page = request.getRequestURI().startsWith(request.getContextPath() + SWAGGER_UI);
        response.setHeader("Content-Security-Policy", page ? PAGE : NOTHING);
    }
}
