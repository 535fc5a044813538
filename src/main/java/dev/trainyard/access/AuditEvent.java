package dev.trainyard.access;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Something that somebody did. Those of runs are written by the database, from the run's own events. */
@Entity
@Immutable
class AuditEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long sequence;

    private Instant at;
    private String actor;
    private String action;
    private String subject;
    private @Nullable String detail;

    @SuppressWarnings("NullAway.Init")
    protected AuditEvent() {}

    AuditEvent(Instant at, String actor, String action, String subject, @Nullable String detail) {
        this.at = at;
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.detail = detail;
    }

    View view() {
        return new View(Objects.requireNonNull(sequence), at, actor, action, subject, detail);
    }

    /**
     * An event as admins see it.
     *
     * @param actor the owner, and after a slash the token, {@code oidc} or {@code open}
     * @param action what was done: {@code token.created}, {@code run.cancel_requested}
     * @param subject the id of what it was done to
     */
    record View(
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable String detail) {}
}
