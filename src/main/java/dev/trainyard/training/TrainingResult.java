package dev.trainyard.training;

/**
 * The end of a run.
 *
 * @param best test of the epoch with the smallest validation loss
 * @param last test of the last epoch
 */
public record TrainingResult(TestReport best, TestReport last) {}
