package dev.trainyard.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * A worker's right to a run.
 *
 * @param worker who has it
 * @param token the fence: a number that no other lease has
 * @param expiresAt when anybody may take it away
 */
@Embeddable
record Lease(
        String worker,
        @Column(name = "lease_token") Long token,
        @Column(name = "lease_expires_at") Instant expiresAt) {
    Lease renewedUntil(Instant time) {
        return new Lease(worker, token, time);
    }
}
