package dev.trainyard.run;

import jakarta.persistence.Embeddable;

/**
 * How far the epoch in training is.
 *
 * @param step the last one made, from 1
 * @param stepsPerEpoch in all
 * @param imagesPerSecond mean over the epoch so far
 */
@Embeddable
record StepProgress(Integer step, Integer stepsPerEpoch, Double imagesPerSecond) {}
