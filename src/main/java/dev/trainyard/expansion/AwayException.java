package dev.trainyard.expansion;

import java.time.Duration;

/** Something of a site that does not answer now, and is to be asked again later. */
final class AwayException extends RefusedException {
    /** So often whatever meets it is asked for again: redirects could lead it to ever another site that is away. */
    static final int MOST_RESPITES = 3;

    private static final long serialVersionUID = 1;

    private final Duration respite;

    AwayException(String detail, Duration respite) {
        super(Fate.FAILED, detail);
        this.respite = respite;
    }

    /** How long it is left alone. */
    Duration respite() {
        return respite;
    }
}
