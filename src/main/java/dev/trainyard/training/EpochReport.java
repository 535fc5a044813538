package dev.trainyard.training;

import java.time.Duration;

/**
 * What an epoch measured. Losses are cross-entropies in nats, the mean of the batches' means, without weight decay;
 * accuracies are from 0 to 1. Training figures are of the training pass itself: augmented images, weights in motion.
 *
 * @param epoch from 1
 * @param learningRate that the epoch was trained with
 * @param trainImages how many images it was trained on
 * @param imagesPerSecond training images over the time of the training part
 * @param duration of training and validation together
 * @param activationParameters at the end of the epoch
 */
public record EpochReport(
        int epoch,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double learningRate,
        int trainImages,
        double imagesPerSecond,
        Duration duration,
        LearntParameters activationParameters) {}
