package dev.trainyard.model;

import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;

/**
 * What a file turned out to be.
 *
 * @param network whose weights it has
 * @param dataset whose classes its outputs are
 * @param normalization of the images that it takes
 */
record RecognizedModel(NetworkSpec network, String dataset, Normalization normalization) {}
