package dev.trainyard.run;

import dev.trainyard.training.Progress;
import dev.trainyard.training.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * A run that a worker holds the lease of.
 *
 * @param leaseToken proves it, until the lease is lost
 * @param attempt from 1: how often the run was claimed
 * @param progress where to go on, or null to start from the beginning
 */
public record ClaimedRun(
        RunId id,
        long leaseToken,
        int attempt,
        Recipe recipe,
        @Nullable Progress progress) {}
