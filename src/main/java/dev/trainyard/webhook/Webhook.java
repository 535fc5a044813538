package dev.trainyard.webhook;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;

/** A URL that its owner wants called when one of the owner's runs ends. */
@Entity
class Webhook {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String owner;
    private String url;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> events;

    private String secret;
    private boolean enabled;
    private Instant reservedUntil;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Webhook() {}

    @SuppressWarnings("NullAway.Init") // the id is given when it is stored
    Webhook(String owner, NewWebhook asked, SigningSecret secret, Instant now) {
        this.owner = owner;
        this.url = asked.url();
        this.events = asked.events().stream().map(WebhookEvent::label).toList();
        this.secret = secret.text();
        this.enabled = asked.enabled();
        this.reservedUntil = now;
        this.createdAt = now;
    }

    /** A process delivers to it until then, and nobody else does. */
    void reserve(Instant until) {
        reservedUntil = until;
    }

    /** The receiver wants no more. */
    void disable() {
        enabled = false;
    }

    /** Whether it is to be called for that event, at that time. */
    boolean wants(WebhookEvent event, Instant at) {
        return enabled && events.contains(event.label()) && !createdAt.isAfter(at);
    }

    String owner() {
        return owner;
    }

    UUID id() {
        return id;
    }

    String url() {
        return url;
    }

    SigningSecret secret() {
        return new SigningSecret(secret);
    }

    WebhookView view() {
        return new WebhookView(WebhookIds.WEBHOOK.write(id), url, events, enabled, createdAt);
    }
}
