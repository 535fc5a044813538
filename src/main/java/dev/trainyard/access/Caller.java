package dev.trainyard.access;

import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who makes a request.
 *
 * @param owner whose runs are its own
 * @param credential what it showed: a token's id, {@code oidc}, or {@code open} where nothing has to be shown
 */
public record Caller(String owner, Role role, String credential) {
    /** Everybody, while the service is open. */
    static final Caller ANYBODY = new Caller("anonymous", Role.ADMIN, "open");

    /** The caller of the request that this thread serves; nobody in a worker's thread. */
    public static Optional<Caller> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** Whether what belongs to that owner is there for this caller. */
    public boolean sees(String other) {
        return isAdmin() || owner.equals(other);
    }

    /** Whether it sees and changes what belongs to others. */
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** The caller as the audit names it. */
    public String actor() {
        return owner + "/" + credential;
    }

    Authentication authentication() {
        return UsernamePasswordAuthenticationToken.authenticated(this, null, role.authorities());
    }
}
