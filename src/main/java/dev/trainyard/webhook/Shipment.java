package dev.trainyard.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * An attempt to deliver.
 *
 * @param number of the attempt, from 1
 */
record Shipment(UUID webhook, UUID delivery, int number, String url, SigningSecret secret, String body, Instant at) {
    String messageId() {
        return WebhookIds.DELIVERY.write(delivery);
    }

    String signature() {
        return secret.sign(messageId(), at, body);
    }
}
