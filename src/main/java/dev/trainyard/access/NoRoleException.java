package dev.trainyard.access;

import org.springframework.security.core.AuthenticationException;

/** The issuer knows the caller, but gave it none of our roles. */
final class NoRoleException extends AuthenticationException {
    private static final long serialVersionUID = 1;

    NoRoleException(String claim) {
        super("The claim %s of your token has none of the roles %s"
                .formatted(claim, String.join(", ", Role.labelled().keySet())));
    }
}
