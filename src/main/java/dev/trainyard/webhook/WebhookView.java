package dev.trainyard.webhook;

import java.time.Instant;
import java.util.List;

/** A webhook as the API shows it, without its secret. */
record WebhookView(String id, String url, List<String> events, boolean enabled, Instant createdAt) {}
