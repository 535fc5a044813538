package dev.trainyard.training;

/**
 * What a run begins with in the place of random weights.
 *
 * @param source the id of the run or of the imported model that has them
 * @param sha256 of what is stored there, 64 hexadecimal digits: other weights have another
 * @param newLastLayer whether the last layer is random all the same, since its classes are others
 */
public record InitialWeights(String source, String sha256, boolean newLastLayer) {}
