package dev.trainyard.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/**
 * A worker's right to a run.
 *
 * @param worker who has it
 * @param token the fence: a number that no other lease has
 * @param renewedAt when it was taken, or last renewed
 * @param expiresAt when anybody may take it away
 */
@Embeddable
record Lease(
        String worker,
        @Column(name = "lease_token") Long token,
        @Column(name = "lease_renewed_at") Instant renewedAt,
        @Column(name = "lease_expires_at") Instant expiresAt) {
    Lease renewed(Instant now, Instant until) {
        return new Lease(worker, token, now, until);
    }

    /** How long it was held since it was last renewed; nothing if the clocks of two machines disagree so far. */
    Duration heldUntil(Instant now) {
        Duration held = Duration.between(renewedAt, now.isBefore(expiresAt) ? now : expiresAt);
        return held.isNegative() ? Duration.ZERO : held;
    }
}
