package dev.trainyard.webhook;

import dev.trainyard.request.PrefixedId;

/** How the API writes the ids of this package. */
final class WebhookIds {
    static final PrefixedId WEBHOOK = new PrefixedId("hook_");

    /** Standard Webhooks calls what is delivered a message. */
    static final PrefixedId DELIVERY = new PrefixedId("msg_");

    private WebhookIds() {}
}
