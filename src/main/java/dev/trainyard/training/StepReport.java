package dev.trainyard.training;

/**
 * A step that was just made.
 *
 * @param epoch from 1
 * @param step from 1
 * @param stepsPerEpoch number of steps in an epoch
 * @param loss mean cross-entropy of the batch
 * @param imagesPerSecond mean over the epoch so far
 */
public record StepReport(int epoch, int step, int stepsPerEpoch, double loss, double imagesPerSecond) {}
