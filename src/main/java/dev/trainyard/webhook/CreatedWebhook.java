package dev.trainyard.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A webhook that was just made.
 *
 * @param secret what verifies its messages; it is not shown again
 */
record CreatedWebhook(@JsonUnwrapped WebhookView webhook, String secret) {}
