package dev.trainyard.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a worker.
 *
 * @param seenAt when its worker was last heard of
 * @param run that it trains, or null
 * @param owner of that run, or null
 */
record WorkerSlot(
        String name,
        String device,
        Instant seenAt,
        @Nullable UUID run,
        @Nullable String owner) {}
