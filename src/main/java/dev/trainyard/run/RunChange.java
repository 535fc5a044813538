package dev.trainyard.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a run's status, as its listeners are told.
 *
 * @param from the status before, or null if there was none
 * @param cause what happened: {@code claimed}, {@code lease_lost}, …
 * @param reason why it failed, or null
 * @param worker that had the run, or null
 * @param epoch the last that was done
 */
record RunChange(
        String status,
        @Nullable String from,
        String cause,
        @Nullable String reason,
        int attempt,
        @Nullable String worker,
        int epoch,
        Instant at) {}
