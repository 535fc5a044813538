package dev.trainyard.webhook;

import dev.trainyard.run.RunEnd;
import dev.trainyard.run.RunId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** One message for one webhook, from the end of a run to the receiver's answer. */
@Entity
@Table(name = "webhook_delivery")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Delivery {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID webhookId;
    private long eventSequence;

    @Enumerated(EnumType.STRING)
    private WebhookEvent event;

    private UUID runId;
    private String body;

    @Enumerated(EnumType.STRING)
    private DeliveryStatus status;

    private int attempts;
    private @Nullable Instant nextAttemptAt;
    private @Nullable Integer responseStatus;
    private @Nullable String error;
    private Instant createdAt;
    private @Nullable Instant attemptedAt;
    private @Nullable Instant settledAt;

    @SuppressWarnings("NullAway.Init")
    protected Delivery() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    Delivery(Webhook webhook, RunEnd end, String body, Instant now) {
        this.webhookId = webhook.id();
        this.eventSequence = end.sequence();
        this.event = WebhookEvent.of(end.status());
        this.runId = end.run().value();
        this.body = body;
        this.status = DeliveryStatus.PENDING;
        this.createdAt = now;
        this.nextAttemptAt = now;
    }

    /** An attempt begins. If its process is never heard of again, there is another one then. */
    void attempt(Instant now, Instant otherwiseAt) {
        attempts++;
        attemptedAt = now;
        nextAttemptAt = otherwiseAt;
    }

    /** Whether that attempt is still the last one, and nothing is settled. */
    boolean awaits(int attempt) {
        return status == DeliveryStatus.PENDING && attempts == attempt;
    }

    void succeed(Outcome outcome, Instant now) {
        responseStatus = outcome.status();
        error = null;
        settle(DeliveryStatus.DELIVERED, now);
    }

    /** The attempt failed; the next one comes after the delay, if there is to be one. */
    void fail(Outcome outcome, Optional<Duration> delay, Instant now) {
        responseStatus = outcome.status();
        error = outcome.explanation();
        if (delay.isPresent()) {
            nextAttemptAt = now.plus(delay.get());
        } else {
            settle(DeliveryStatus.FAILED, now);
        }
    }

    private void settle(DeliveryStatus end, Instant now) {
        status = end;
        nextAttemptAt = null;
        settledAt = now;
    }

    UUID id() {
        return id;
    }

    int attempts() {
        return attempts;
    }

    String body() {
        return body;
    }

    DeliveryView view() {
        return new DeliveryView(
                WebhookIds.DELIVERY.write(id),
                event.label(),
                new RunId(runId).toString(),
                status.label(),
                attempts,
                responseStatus,
                error,
                createdAt,
                attemptedAt,
                nextAttemptAt);
    }
}
