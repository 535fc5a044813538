package dev.trainyard.access;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/** The first admin's token, which the operator chooses: somebody has to create the others. */
final class AdminToken {
    static final String VARIABLE = "TRAINYARD_ADMIN_TOKEN";
    static final int SHORTEST = 32;

    /** What may stand after {@code Bearer} (RFC 6750); anything else could never be sent. */
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final int LONGEST = 512;

    private AdminToken() {}

    /**
     * The token of the environment, if the variable is set.
     *
     * @throws AccessRefusedException if it is weak or could not be sent; an empty one may be a slip, too
     */
    static Optional<Secret> of(Environment environment) {
        return Optional.ofNullable(environment.getProperty(VARIABLE)).map(AdminToken::checked);
    }

    private static Secret checked(String value) {
        if (value.length() < SHORTEST || value.length() > LONGEST) {
            throw refusal("has %d characters".formatted(value.length()));
        }
        if (!SENDABLE.matcher(value).matches()) {
            throw refusal("has a character that cannot be sent in an Authorization header");
        }
        return new Secret(value);
    }

    private static AccessRefusedException refusal(String what) {
        return new AccessRefusedException(
                "The admin token in the environment variable %s %s.".formatted(VARIABLE, what),
                "Use %d to %d characters of A-Z a-z 0-9 - . _ ~ + / as openssl rand -hex 32 makes them, or unset it."
                        .formatted(SHORTEST, LONGEST));
    }
}
