package dev.trainyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class OidcCallersTest {
    private final OidcCallers callers = new OidcCallers(new AccessSettings(
            new AccessSettings.Oidc("realm_access.roles", "preferred_username"),
            new AccessSettings.Limits(null, null, null, null)));

    @Test
    void theClaimsCanBeChosenAlsoWithinObjects() {
        assertThat(caller(Map.of("roles", List.of("offline_access", "submitter")), "ann"))
                .isEqualTo(new Caller("ann", Role.SUBMITTER, "oidc"));
    }

    @Test
    void theClaimOfAnotherPlaceGivesNoRole() {
        assertThatThrownBy(() -> caller(Map.of("groups", List.of("admin")), "ann"))
                .isInstanceOf(NoRoleException.class);
        assertThatThrownBy(() -> caller("admin", "ann")).isInstanceOf(NoRoleException.class);
    }

    @Test
    void anOwnerThatCannotBeStoredIsRefused() {
        for (Object owner : List.of("", "a\u0000b", 7, "x".repeat(201))) {
            assertThatThrownBy(() -> caller(Map.of("roles", "admin"), owner))
                    .isInstanceOf(InvalidBearerTokenException.class);
        }
    }

    private Object caller(Object realmAccess, Object name) {
        Jwt jwt = Jwt.withTokenValue("x")
                .header("alg", "none")
                .claim("roles", "admin")
                .claim("realm_access", realmAccess)
                .claim("preferred_username", name)
                .build();
        return Objects.requireNonNull(callers.convert(jwt).getPrincipal());
    }
}
