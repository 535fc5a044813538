package dev.trainyard.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param id the {@code webhook-id} of all its attempts
 * @param status {@code pending}, {@code delivered} or {@code failed}
 * @param responseStatus of the last attempt, or null if there was no answer
 * @param error why the last attempt failed, or null
 * @param nextAttemptAt of a pending one
 */
record DeliveryView(
        String id,
        String event,
        String runId,
        String status,
        int attempts,
        @Nullable Integer responseStatus,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant nextAttemptAt) {}
