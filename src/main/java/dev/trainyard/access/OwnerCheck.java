package dev.trainyard.access;

import dev.trainyard.request.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The one place where a caller is kept from what belongs to others: before the endpoint is asked, by the pattern of its
 * path. An endpoint for a resource that nobody declared as an {@link OwnedResource} is for admins alone, so that a new
 * one that forgets to is closed and not open.
 */
@Component
class OwnerCheck implements HandlerInterceptor, WebMvcConfigurer {
    private final ObjectProvider<OwnedResource> resources;

    OwnerCheck(ObjectProvider<OwnedResource> resources) {
        this.resources = resources;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        // An answer that is written later was checked when it was asked for.
        if (pattern.contains("{") && request.getDispatcherType() == DispatcherType.REQUEST) {
            check(Caller.current().orElseThrow(OwnerCheck::forbidden), pattern, request);
        }
        return true;
    }

    private void check(Caller caller, String pattern, HttpServletRequest request) {
        if (caller.isAdmin()) {
            return;
        }
        OwnedResource resource = resources.stream()
                .filter(owned -> owned.covers(pattern))
                .findFirst()
                .orElseThrow(OwnerCheck::forbidden);
        String id = variable(request, resource.variable());
        if (isRead(request) && resource.shared().test(id)) {
            return;
        }
        Optional<String> owner = resource.owner().apply(id);
        // Here, too, if there is none: a later answer could differ from that for somebody else's.
        if (owner.filter(caller::sees).isEmpty()) {
            throw resource.absent().apply(id);
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    private static String variable(HttpServletRequest request, String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.valueOf(variables.get(name))
                : "";
    }

    private static ProblemException forbidden() {
        return new ProblemException(HttpStatus.FORBIDDEN, "forbidden", "Only an admin may do this");
    }
}
