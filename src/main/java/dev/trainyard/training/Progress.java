package dev.trainyard.training;

/**
 * Where an interrupted run goes on.
 *
 * @param latest checkpoint of the last whole epoch
 * @param best checkpoint of the epoch with the smallest validation loss so far, maybe the same
 */
public record Progress(Checkpoint latest, Checkpoint best) {}
