package dev.trainyard.webhook;

import java.util.List;

/** What somebody asks for. */
record NewWebhook(String url, List<WebhookEvent> events, boolean enabled) {
    NewWebhook {
        events = List.copyOf(events);
    }
}
