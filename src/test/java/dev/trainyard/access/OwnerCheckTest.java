package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.request.ProblemException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerMapping;

class OwnerCheckTest {
    private final OwnedResource runs = new OwnedResource(
            "/v1/runs/{id}", id -> Optional.of("ann").filter(owner -> id.equals("1")), NoSuchElementException::new);
    private final OwnerCheck check =
            new OwnerCheck(new StaticListableBeanFactory(Map.of("runs", runs)).getBeanProvider(OwnedResource.class));

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void anEndpointWhoseResourceNobodyDeclaredIsForAdminsAlone() {
        assertThatThrownBy(() -> call("ann", Role.SUBMITTER, "/v1/things/{id}", "1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("403");
        assertThatThrownBy(() -> call("ann", Role.SUBMITTER, "/v1/runs/{id}extra", "1"))
                .isInstanceOf(ProblemException.class);
        assertThat(call("eve", Role.ADMIN, "/v1/things/{id}", "1")).isTrue();
    }

    @Test
    void whatIsBelowAResourceIsItsOwnersToo() {
        assertThat(call("ann", Role.VIEWER, "/v1/runs/{id}/epochs", "1")).isTrue();
        assertThatThrownBy(() -> call("bob", Role.VIEWER, "/v1/runs/{id}/epochs", "1"))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> call("ann", Role.VIEWER, "/v1/runs/{id}/epochs", "2"))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void withoutACallerNothingIsShown() {
        assertThatThrownBy(() -> check.preHandle(request("/v1/runs/{id}", "1"), new MockHttpServletResponse(), this))
                .isInstanceOf(ProblemException.class);
    }

    private boolean call(String owner, Role role, String pattern, String id) {
        SecurityContextHolder.getContext().setAuthentication(new Caller(owner, role, "test").authentication());
        return check.preHandle(request(pattern, id), new MockHttpServletResponse(), this);
    }

    private static MockHttpServletRequest request(String pattern, String id) {
        var request = new MockHttpServletRequest();
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
        request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("id", id));
        return request;
    }
}
