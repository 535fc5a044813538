package dev.trainyard.training;

import java.util.List;

/**
 * What a trained network does on the test images.
 *
 * @param epoch whose weights were tested, from 1
 * @param loss mean cross-entropy in nats
 * @param accuracy from 0 to 1
 * @param precision macro average: mean over the classes; a class that is never predicted counts as 0
 * @param recall macro average
 * @param f1 mean over the classes of the harmonic mean of precision and recall
 * @param confusion images of class row that were predicted as class column
 */
public record TestReport(
        int epoch,
        double loss,
        double accuracy,
        double precision,
        double recall,
        double f1,
        List<List<Integer>> confusion) {}
