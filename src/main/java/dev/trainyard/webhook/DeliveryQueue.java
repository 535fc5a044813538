package dev.trainyard.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The deliveries that are due, shared by all processes. A webhook has one attempt at a time, and webhooks have their
 * turn one after another: a receiver that hangs keeps nobody waiting but itself.
 */
@Service
@Transactional
class DeliveryQueue {
    /** How long a process may be silent about an attempt, which ends by its timeout, before another makes one more. */
    private static final Duration RESERVATION = Duration.ofMinutes(2);

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final Clock clock;

    DeliveryQueue(WebhookRepository webhooks, DeliveryRepository deliveries, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** The next attempt, if one is due. Call {@link #settle} with its outcome. */
    public Optional<Shipment> next() {
        Instant now = clock.instant();
        return webhooks.lockNextDue(now)
                .flatMap(webhook -> deliveries.lockNextDue(webhook.id(), now).map(due -> ship(webhook, due, now)));
    }

    private static Shipment ship(Webhook webhook, Delivery due, Instant now) {
        webhook.reserve(now.plus(RESERVATION));
        due.attempt(now, now.plus(RESERVATION));
        return new Shipment(webhook.id(), due.id(), due.attempts(), webhook.url(), webhook.secret(), due.body(), now);
    }

    /** Stores how an attempt went, unless it was given up meanwhile for another one. */
    public void settle(Shipment shipment, Outcome outcome) {
        // In the order in which they are locked above.
        webhooks.lock(shipment.webhook())
                .ifPresent(webhook -> deliveries
                        .lock(shipment.delivery())
                        .filter(delivery -> delivery.awaits(shipment.number()))
                        .ifPresent(delivery -> settle(webhook, delivery, outcome)));
    }

    private void settle(Webhook webhook, Delivery delivery, Outcome outcome) {
        Instant now = clock.instant();
        webhook.reserve(now);
        if (outcome.isSuccess()) {
            delivery.succeed(outcome, now);
        } else if (outcome.isGone()) {
            webhook.disable();
            delivery.fail(outcome, Optional.empty(), now);
        } else {
            delivery.fail(outcome, Backoff.after(delivery.attempts(), RandomGenerator.getDefault()), now);
        }
    }
}
