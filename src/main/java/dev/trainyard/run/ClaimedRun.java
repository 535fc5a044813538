package dev.trainyard.run;

import dev.trainyard.training.Progress;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.StoredWeights;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run that a worker holds the lease of.
 *
 * @param leaseToken proves it, until the lease is lost
 * @param attempt from 1: how often the run was claimed
 * @param progress where to go on, or null to start from the beginning
 * @param weights to start from, or null to start from random ones, or where there is progress
 * @param waited in the queue, until this claim
 * @param traceparent of the request that submitted it (W3C Trace Context), or null if that was not traced
 */
public record ClaimedRun(
        RunId id,
        long leaseToken,
        int attempt,
        Recipe recipe,
        @Nullable Progress progress,
        @Nullable StoredWeights weights,
        Duration waited,
        @Nullable String traceparent) {}
