package dev.trainyard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;

/**
 * The content security policy: a browser that is made to show an answer of the API as a page loads and runs nothing of
 * it. Our page gets its own scripts and styles, and images that came as data; the pages of Swagger UI styles, too, that
 * their scripts write.
 */
final class ContentPolicy implements HeaderWriter {
    static final String SWAGGER_UI = "/swagger-ui";

    /** The files of our page, as patterns: it is public, what it shows is not. */
    static final List<String> PAGE_FILES = List.of("/", "/index.html", "/page/**", "/webjars/**");

    private static final String BELOW = "**";

    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String PAGE =
            NOTHING + "; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
    private static final String SWAGGER_UI_PAGE =
            PAGE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'; font-src 'self'");

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        response.setHeader("Content-Security-Policy", policy(path));
    }

    private static String policy(String path) {
        if (path.startsWith(SWAGGER_UI)) {
            return SWAGGER_UI_PAGE;
        }
        return PAGE_FILES.stream().anyMatch(pattern -> matches(pattern, path)) ? PAGE : NOTHING;
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith(BELOW)
                ? path.startsWith(pattern.substring(0, pattern.length() - BELOW.length()))
                : path.equals(pattern);
    }
}
