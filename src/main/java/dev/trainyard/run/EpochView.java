package dev.trainyard.run;

import java.time.Instant;
import java.util.Map;

/** An epoch as the API shows it; losses are mean cross-entropies in nats, accuracies from 0 to 1. */
record EpochView(
        int epoch,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        double imagesPerSecond,
        double durationSeconds,
        Map<String, Object> activationParameters,
        Instant finishedAt) {}
