package dev.trainyard.run;

import org.jspecify.annotations.Nullable;

/**
 * What runs will take.
 *
 * @param runs how many
 * @param images that are trained with in all their epochs
 * @param deviceHours of one device like that of the measured runs; null if nothing was trained here yet and
 *     the process that was asked does not train
 * @param basis what that rests on, for people
 */
public record RunEstimate(int runs, long images, @Nullable Double deviceHours, String basis) {}
