package dev.trainyard.access;

import dev.trainyard.request.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages out of an open service. Everything on this machine may call it, and so may a browser, on behalf of
 * any page: of one whose name was made to point to 127.0.0.1 (DNS rebinding), which its Host header gives away, and of
 * one that sends a form here, which its Origin does.
 */
final class LocalRequestFilter extends OncePerRequestFilter {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AccessProblems problems;

    LocalRequestFilter(AccessProblems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!LOOPBACK.matcher(request.getServerName()).matches()) {
            problems.answer(
                    request,
                    response,
                    new ProblemException(
                            HttpStatus.MISDIRECTED_REQUEST,
                            "misdirected_request",
                            "This service is open to its own machine alone: call it localhost or 127.0.0.1"));
        } else if (!SAFE.contains(request.getMethod()) && isOfAnotherOrigin(request)) {
            problems.answer(
                    request,
                    response,
                    new ProblemException(
                            HttpStatus.FORBIDDEN, "cross_site_request", "A web page of another origin sent this"));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Programs send no Origin. */
    private static boolean isOfAnotherOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String own = request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
        return origin != null && !origin.equalsIgnoreCase(own);
    }
}
