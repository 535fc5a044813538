package dev.trainyard.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies over {@link #LIMIT}, with images over {@link #IMAGES_LIMIT}, with a model over {@link #MODEL_LIMIT}, whether
 * they tell their length or not, before they fill the memory. Archives of data sets and lists of pictures go to a disk and
 * to the database as they come, and have a limit of their own.
 */
@Component
class BodyLimitFilter extends OncePerRequestFilter {
    /** Bytes. */
    static final int LIMIT = 1024 * 1024;

    /** Bytes of a request with images in it. */
    static final int IMAGES_LIMIT = 16 * 1024 * 1024;

    /** Bytes of a model: the largest that there is, ResNet-110 with whatever activation, has 7.3 million. */
    static final int MODEL_LIMIT = 8 * 1024 * 1024;

    private static final Pattern ARCHIVES = Pattern.compile("/v1/datasets/[^/]+/(versions|uploads/[^/]+/parts/[^/]+)");
    private static final Pattern LISTS = Pattern.compile("text/csv|application/(jsonl|x-ndjson)");
    private static final Pattern MANIFESTS = Pattern.compile("/v1/datasets/[^/]+/expansions");

    private final HandlerExceptionResolver resolver;
    private final long archiveLimit;
    private final long manifestLimit;

    BodyLimitFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
            @Value("${trainyard.datasets.max-upload:10GB}") DataSize archive,
            @Value("${trainyard.datasets.max-manifest:256MB}") DataSize manifest) {
        this.resolver = resolver;
        this.archiveLimit = archive.toBytes();
        this.manifestLimit = manifest.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(request);
        if (request.getContentLengthLong() > limit) {
            resolver.resolveException(request, response, null, new PayloadTooLargeException(limit));
        } else {
            chain.doFilter(new LimitedRequest(request, limit), response);
        }
    }

    private long limit(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.endsWith("/predictions")) {
            return IMAGES_LIMIT;
        }
        if (ARCHIVES.matcher(path).matches()) {
            return archiveLimit;
        }
        if (MANIFESTS.matcher(path).matches()) {
            // A list is read line by line, JSON as a whole.
            return isList(request) ? manifestLimit : IMAGES_LIMIT;
        }
        return path.equals("/v1/models") ? MODEL_LIMIT : LIMIT;
    }

    private static boolean isList(HttpServletRequest request) {
        return LISTS.matcher(String.valueOf(request.getContentType())).lookingAt();
    }
}
