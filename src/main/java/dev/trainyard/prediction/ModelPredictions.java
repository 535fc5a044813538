package dev.trainyard.prediction;

import java.util.List;

/**
 * What an imported model sees in images.
 *
 * @param model its id
 * @param data for each image, in the order of the request
 */
record ModelPredictions(String model, List<Predictions.Prediction> data) {}
