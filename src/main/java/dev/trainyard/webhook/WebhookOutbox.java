package dev.trainyard.webhook;

import dev.trainyard.run.RunEnd;
import dev.trainyard.run.RunEnds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Makes deliveries of the ends of runs: each end is taken, and its deliveries stored, in one transaction. */
@Service
class WebhookOutbox {
    private static final int BATCH = 100;
    private static final Duration KEPT = Duration.ofDays(30);

    private final RunEnds ends;
    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final JsonMapper json;
    private final Clock clock;

    WebhookOutbox(
            RunEnds ends, WebhookRepository webhooks, DeliveryRepository deliveries, JsonMapper json, Clock clock) {
        this.ends = ends;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Empties it by some ends of runs, and forgets as many old deliveries.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean empty() {
        Instant now = clock.instant();
        deliveries.deleteSettledBefore(now.minus(KEPT), BATCH);
        List<RunEnd> taken = ends.take(BATCH, now);
        taken.forEach(end -> post(end, now));
        return taken.size() == BATCH;
    }

    private void post(RunEnd end, Instant now) {
        WebhookEvent event = WebhookEvent.of(end.status());
        String body = json.writeValueAsString(WebhookMessage.of(end));
        webhooks.findByOwnerOrderById(end.owner()).stream()
                .filter(webhook -> webhook.wants(event, end.at()))
                .forEach(webhook -> deliveries.save(new Delivery(webhook, end, body, now)));
    }
}
