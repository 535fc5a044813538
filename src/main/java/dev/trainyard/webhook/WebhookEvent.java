package dev.trainyard.webhook;

import dev.trainyard.run.RunStatus;
import jakarta.persistence.EnumeratedValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a webhook can be called for. */
enum WebhookEvent {
    RUN_SUCCEEDED(RunStatus.SUCCEEDED),
    RUN_FAILED(RunStatus.FAILED),
    RUN_CANCELLED(RunStatus.CANCELLED);

    private final RunStatus end;

    @EnumeratedValue
    private final String label;

    WebhookEvent(RunStatus end) {
        this.end = end;
        this.label = "run." + end.label();
    }

    /** Its name in the API and in the database. */
    String label() {
        return label;
    }

    /** That a run ended so. */
    static WebhookEvent of(RunStatus end) {
        for (WebhookEvent event : values()) {
            if (event.end == end) {
                return event;
            }
        }
        throw new IllegalArgumentException("No run ends as " + end);
    }

    static Map<String, WebhookEvent> labelled() {
        Map<String, WebhookEvent> events = new LinkedHashMap<>();
        for (WebhookEvent event : values()) {
            events.put(event.label, event);
        }
        return events;
    }
}
