package dev.trainyard.run;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;

/** One line of a run's audit: what happened, and how the run stood before and after. */
@Entity
@EntityListeners(AuditingEntityListener.class)
class RunEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long sequence;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "run_id")
    private Run run;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private RunEventType type;

    @Enumerated(EnumType.STRING)
    private @Nullable RunStatus fromStatus;

    @Enumerated(EnumType.STRING)
    private RunStatus toStatus;

    @Enumerated(EnumType.STRING)
    private @Nullable FailureReason reason;

    private int attempt;
    private @Nullable String worker;
    private int epoch;

    /** Who asked for it; nobody if it is the worker's own doing. */
    @CreatedBy
    private @Nullable String actor;

    @SuppressWarnings("NullAway.Init")
    protected RunEvent() {}

    RunEvent(Run run, Instant at, RunEventType type, @Nullable RunStatus from, @Nullable String worker) {
        this.run = run;
        this.at = at;
        this.type = type;
        this.fromStatus = from;
        this.toStatus = run.status();
        this.reason = run.reason();
        this.attempt = run.attempt();
        this.worker = worker;
        this.epoch = run.epoch();
    }

    /** Of a stored event: grows from one event of a run to the next. */
    long sequence() {
        return Objects.requireNonNull(sequence);
    }

    Run run() {
        return run;
    }

    RunEventType type() {
        return type;
    }

    /** The last epoch that was done. */
    int epoch() {
        return epoch;
    }

    /** The event as the API shows it. */
    RunChange change() {
        return new RunChange(
                toStatus.label(),
                fromStatus == null ? null : fromStatus.label(),
                type.label(),
                reason == null ? null : reason.label(),
                attempt,
                worker,
                epoch,
                at);
    }
}
