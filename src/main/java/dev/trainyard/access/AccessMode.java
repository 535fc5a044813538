package dev.trainyard.access;

import org.springframework.core.env.Environment;

/** Whether callers have to say who they are. */
enum AccessMode {
    /** Everybody is an admin: for a service that only this machine can reach. */
    OPEN,
    /** Callers show a bearer token. */
    CLOSED;

    private static final String REMEDY = "Set the environment variable %s to a secret of at least %d characters"
                    .formatted(AdminToken.VARIABLE, AdminToken.SHORTEST)
            + " (openssl rand -hex 32), or spring.security.oauth2.resourceserver.jwt.issuer-uri to an OIDC issuer."
            + " Without either the service starts only on loopback (server.address=127.0.0.1) with the embedded"
            + " database (no spring.datasource.url).";

    /**
     * The mode of a service.
     *
     * @param closed whether somebody has a token, an issuer is known, or there is no API to call
     * @param loopback whether it can be reached from this machine only
     * @param embedded whether the database is its own
     * @throws AccessRefusedException if it would be open where others can reach it
     */
    static AccessMode of(boolean closed, boolean loopback, boolean embedded) {
        if (closed) {
            return CLOSED;
        }
        if (!loopback) {
            throw new AccessRefusedException(
                    "Others can reach this service (server.address or management.server.address is not a loopback"
                            + " address), and nobody would have to say who they are.",
                    REMEDY);
        }
        if (!embedded) {
            throw new AccessRefusedException(
                    "This service uses a database that others can share (spring.datasource), and nobody would have to"
                            + " say who they are.",
                    REMEDY);
        }
        return OPEN;
    }

    /** Whether the database is the embedded one: the same condition under which it is started. */
    static boolean isEmbedded(Environment environment) {
        return !environment.containsProperty("spring.datasource.url")
                && !environment.containsProperty("spring.datasource.jndi-name");
    }
}
