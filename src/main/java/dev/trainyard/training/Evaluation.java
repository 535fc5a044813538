package dev.trainyard.training;

import dev.trainyard.dataset.BatchLoader;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Normalization;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a network does on the test images of a data set.
 *
 * @param images how many there are
 * @param loss mean cross-entropy in nats; not finite if a logit was not
 * @param accuracy from 0 to 1
 */
public record Evaluation(int images, double loss, double accuracy) {
    private static final int BATCH = 250;

    /** Looks at all test images of the data set, whose classes the network has; the same way as a run's test does. */
    public static Evaluation of(ComputationGraph network, Dataset dataset, Normalization normalization) {
        Tally tally = test(network, dataset, normalization);
        return new Evaluation(dataset.test().size(), tally.loss(), tally.accuracy());
    }

    static Tally test(ComputationGraph network, Dataset dataset, Normalization normalization) {
        int[] all = IntStream.range(0, dataset.test().size()).toArray();
        return tally(network, dataset.test(), all, dataset.classes().size(), normalization);
    }

    static Tally tally(
            ComputationGraph network, ImageSet images, int[] indices, int classes, Normalization normalization) {
        Tally tally = new Tally(classes);
        try (TrainingPass pass = new TrainingPass(network, Replicas.none(), tally);
                BatchLoader batches = BatchLoader.inOrder(images, indices, BATCH, normalization)) {
            batches.forEachRemaining(pass::evaluate);
        }
        return tally;
    }
}
