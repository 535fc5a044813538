package dev.trainyard.model;

import dev.trainyard.training.Evaluation;

/**
 * What a file is, and what it does.
 *
 * @param parameters how many numbers it has learnt
 * @param test on the test images of its data set
 */
record EvaluatedModel(RecognizedModel recognized, long parameters, Evaluation test) {}
