package dev.trainyard.webhook;

import dev.trainyard.run.RunEnd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver gets (standardwebhooks.com).
 *
 * @param type the event
 * @param timestamp when it happened
 */
record WebhookMessage(String type, Instant timestamp, Data data) {
    /** The run that ended, as it was then; {@code /v1/runs/{id}} has the rest. */
    record Data(
            String id,
            @Nullable String name,
            String owner,
            String status,
            @Nullable String reason,
            @Nullable String detail,
            String model,
            String activation,
            String dataset,
            List<String> tags,
            int epoch,
            int epochs,
            int attempt) {}

    static WebhookMessage of(RunEnd end) {
        return new WebhookMessage(
                WebhookEvent.of(end.status()).label(),
                end.at(),
                new Data(
                        end.run().toString(),
                        end.name(),
                        end.owner(),
                        end.status().label(),
                        end.reason(),
                        end.detail(),
                        end.model(),
                        end.activation(),
                        end.dataset(),
                        end.tags(),
                        end.epoch(),
                        end.epochs(),
                        end.attempt()));
    }
}
