package dev.trainyard.run;

import dev.trainyard.training.Environment;
import dev.trainyard.training.StepReport;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A training that somebody asked for, from the request to its end. Every change has a method that says what happened;
 * each notes it in the run's events, which are stored in the same transaction.
 */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
@DynamicUpdate // a heartbeat need not write the specification again
class Run {
    private static final String OTHERWISE = "made again with other numbers";

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private @Nullable String name;
    private String owner;
    private int priority;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags;

    private String model;
    private String activation;
    private String dataset;
    private int epochs;

    @JdbcTypeCode(SqlTypes.JSON)
    private Spec spec;

    @Enumerated(EnumType.STRING)
    private RunStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable FailureReason reason;

    private @Nullable String detail;
    private boolean stoppedEarly;

    @Embedded
    private Attempts attempts;

    @Embedded
    private @Nullable Lease lease;

    @Embedded
    private TimeBudget budget;

    private @Nullable Long settledToken;

    private int epoch;
    private @Nullable Integer bestEpoch;

    @Embedded
    private @Nullable StepProgress steps;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String environment; // read where it is shown: lists of runs need not parse it

    @Embedded
    private Timeline timeline;

    private @Nullable String traceparent;

    @Column(insertable = false, updatable = false) // counted by the database
    private long version;

    @Column(insertable = false, updatable = false)
    private long epochVersion;

    @OneToMany(mappedBy = "run", cascade = CascadeType.PERSIST)
    private final List<RunEvent> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Run() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    Run(NewRun asked, String owner, Instant now) {
        this.name = asked.name();
        this.owner = owner;
        this.priority = asked.priority();
        this.budget = TimeBudget.of(asked.maxRuntimeSeconds());
        this.tags = asked.tags();
        this.spec = Spec.of(asked.recipe());
        this.model = spec.model();
        this.activation = spec.activation().name();
        this.dataset = spec.dataset();
        this.epochs = spec.epochs();
        this.status = RunStatus.QUEUED;
        this.attempts = Attempts.NONE;
        this.timeline = new Timeline(now);
        events.add(new RunEvent(this, now, RunEventType.CREATED, null, null));
    }

    /** It belongs to the trace of that request (W3C Trace Context). */
    void tracedBy(@Nullable String request) {
        traceparent = request;
    }

    /** A worker takes the run. */
    void claim(Lease newLease, Instant now) {
        attempts = attempts.begun();
        lease = newLease;
        timeline.claimed(now);
        become(RunStatus.RUNNING, RunEventType.CLAIMED, now);
    }

    /** Its worker is alive, and says how far it is. */
    void renewLease(Instant now, Duration duration, @Nullable StepReport step) {
        budget = budget.plus(heldLease().heldUntil(now));
        lease = heldLease().renewed(now, now.plus(duration));
        // The report may be older than an epoch that was committed meanwhile.
        if (step != null && step.epoch() == epoch + 1) {
            steps = new StepProgress(step.step(), step.stepsPerEpoch(), step.imagesPerSecond());
        }
    }

    /** An epoch is done, the next after the last one. */
    void commitEpoch(int finished, boolean best, Instant now) {
        if (finished != epoch + 1) {
            throw new IllegalStateException("Epoch %d cannot follow epoch %d of %s".formatted(finished, epoch, this));
        }
        epoch = finished;
        bestEpoch = best ? Integer.valueOf(finished) : bestEpoch;
        attempts = attempts.fruitful();
        steps = null;
        events.add(
                new RunEvent(this, now, RunEventType.EPOCH, status, heldLease().worker()));
    }

    /** Whether its worker is to stop, and then to call {@link #stop}. */
    boolean isToStop() {
        return status.isStopping() || budget.isExceeded();
    }

    /**
     * An epoch that is done was made once more, from a checkpoint before it: that is progress, too. People are told of the
     * first one that came out otherwise.
     */
    void repeatEpoch(int repeated, boolean same) {
        attempts = attempts.fruitful();
        if (!same && (detail == null || !detail.contains(OTHERWISE))) {
            note("Epoch %d was %s, by another machine or number of threads; those of the first time are shown"
                    .formatted(repeated, OTHERWISE));
        }
    }

    /** Some of its checkpoints were damaged and are gone; it goes on after that epoch. */
    void loseCheckpoints(List<Integer> damaged, int goesOnAfter, Instant now) {
        note("The stored checkpoint of epoch %s was damaged; training went on %s"
                .formatted(
                        damaged.stream().map(String::valueOf).collect(Collectors.joining(" and ")),
                        goesOnAfter == 0 ? "from the beginning" : "after epoch " + goesOnAfter));
        events.add(new RunEvent(
                this, now, RunEventType.CHECKPOINT_DAMAGED, status, heldLease().worker()));
    }

    /** Tells people something, beside what they were told before. */
    private void note(String text) {
        detail = detail == null ? text : detail + ". " + text;
    }

    /** The holder of its lease ends it, by a change to come. */
    void settle() {
        settledToken = heldLease().token();
    }

    /** All epochs are made, or early stopping leaves the rest out. */
    void succeed(Instant now) {
        stoppedEarly = epoch < epochs && spec.earlyStopping() != null;
        end(RunStatus.SUCCEEDED, now);
    }

    void fail(FailureReason why, @Nullable String explanation, Instant now) {
        reason = why;
        detail = explanation == null ? null : explanation.replace("\0", ""); // PostgreSQL has no such character
        end(RunStatus.FAILED, now);
    }

    /** Its worker has stopped unharmed, as it was asked to, for whatever is asked by now. */
    void stop(Instant now) {
        if (status.isStopping()) {
            attempts = attempts.forgiven();
            giveBack(RunEventType.PAUSED, now);
        } else if (budget.isExceeded()) {
            String limit = "Workers held it for longer than its max_runtime_seconds, %d, up to attempt %d"
                    .formatted(budget.maxRuntimeSeconds(), attempts.made());
            fail(FailureReason.TIMED_OUT, limit, now);
        } else {
            throw new IllegalStateException("%s is %s, and nobody asked it to stop".formatted(this, status));
        }
    }

    /** Somebody wants it to wait: at once if nobody works at it; asking twice changes nothing. */
    void requestPause(Instant now) {
        if (status == RunStatus.PAUSING || status == RunStatus.PAUSED) {
            return;
        }
        timeline.pauseRequested(now);
        if (status.isLeased()) {
            become(RunStatus.PAUSING, RunEventType.PAUSE_REQUESTED, now);
        } else {
            become(RunStatus.PAUSED, RunEventType.PAUSED, now);
        }
    }

    /** Goes on after a pause, when a worker is free. */
    void resume(Instant now) {
        queue(RunEventType.RESUMED, now);
    }

    /** Makes more epochs, as specified, than those that it has succeeded with; with all of its runtime before it. */
    void extend(Spec longer, Instant now) {
        spec = longer;
        epochs = longer.epochs();
        stoppedEarly = false;
        attempts = attempts.fruitful();
        budget = budget.renewed();
        queue(RunEventType.EXTENDED, now);
    }

    /** Somebody wants it to end: at once if nobody works at it; asking twice changes nothing. */
    void requestCancel(Instant now) {
        if (status == RunStatus.CANCELLING) {
            return;
        }
        timeline.cancelRequested(now);
        if (status.isLeased()) {
            become(RunStatus.CANCELLING, RunEventType.CANCEL_REQUESTED, now);
        } else {
            end(RunStatus.CANCELLED, now);
        }
    }

    /** Its worker gives it back unharmed, to shut down: that is no failed attempt. */
    void release(Instant now) {
        attempts = attempts.forgiven();
        giveBack(RunEventType.RELEASED, now);
    }

    /** Its worker was not heard of. */
    void loseLease(int maxAttempts, Instant now) {
        if (status == RunStatus.RUNNING && attempts.fruitless() >= maxAttempts) {
            String last = "The lease of worker %s was lost in attempt %d, the %d. in a row that finished no epoch"
                    .formatted(heldLease().worker(), attempts.made(), attempts.fruitless());
            fail(FailureReason.CRASHED_TOO_OFTEN, last, now);
        } else {
            giveBack(RunEventType.LEASE_LOST, now);
        }
    }

    private void giveBack(RunEventType why, Instant now) {
        switch (status) {
            case CANCELLING -> end(RunStatus.CANCELLED, now);
            case PAUSING -> become(RunStatus.PAUSED, why, now);
            default -> queue(why, now);
        }
    }

    private void queue(RunEventType why, Instant now) {
        timeline.queued(now);
        become(RunStatus.QUEUED, why, now);
    }

    private void end(RunStatus status, Instant now) {
        timeline.ended(now);
        become(status, RunEventType.ENDED, now);
    }

    private void become(RunStatus next, RunEventType type, Instant now) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("%s is %s and cannot become %s".formatted(this, status, next));
        }
        RunStatus before = status;
        String worker = lease == null ? null : lease.worker();
        status = next;
        if (lease != null && !next.isLeased()) {
            budget = budget.plus(lease.heldUntil(now));
            lease = null;
            steps = null;
        }
        events.add(new RunEvent(this, now, type, before, worker));
    }

    private Lease heldLease() {
        return Objects.requireNonNull(lease, () -> this + " is held by no worker");
    }

    void trainedIn(Environment trainedIn) {
        environment = StoredJson.MAPPER.writeValueAsString(trainedIn);
    }

    RunId runId() {
        return new RunId(id);
    }

    @Nullable
    String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    int priority() {
        return priority;
    }

    List<String> tags() {
        return tags;
    }

    Spec spec() {
        return spec;
    }

    RunStatus status() {
        return status;
    }

    @Nullable
    FailureReason reason() {
        return reason;
    }

    @Nullable
    String detail() {
        return detail;
    }

    boolean stoppedEarly() {
        return stoppedEarly;
    }

    TimeBudget budget() {
        return budget;
    }

    /** The number of the present or last attempt, from 1; 0 before the first. */
    int attempt() {
        return attempts.made();
    }

    int epoch() {
        return epoch;
    }

    @Nullable
    Integer bestEpoch() {
        return bestEpoch;
    }

    @Nullable
    StepProgress steps() {
        return steps;
    }

    @Nullable
    Environment environment() {
        return environment == null ? null : StoredJson.MAPPER.readValue(environment, Environment.class);
    }

    @Nullable
    String traceparent() {
        return traceparent;
    }

    Timeline timeline() {
        return timeline;
    }

    /** Grows with every change, a heartbeat's included. */
    long version() {
        return version;
    }

    /** The version in which its epochs changed last. */
    long epochVersion() {
        return epochVersion;
    }

    @Override
    public String toString() {
        return runId().toString();
    }
}
