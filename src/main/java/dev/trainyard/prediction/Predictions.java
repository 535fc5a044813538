package dev.trainyard.prediction;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.TrainedRun;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the network of a run sees in images.
 *
 * @param run whose network it is
 * @param epoch that it was taken after
 * @param data for each image, in the order of the request
 */
record Predictions(String run, int epoch, List<Prediction> data) {
    /**
     * Of one image.
     *
     * @param top the most probable classes, the most probable first
     */
    record Prediction(List<Guess> top) {}

    /**
     * A class with its probability.
     *
     * @param name of the class; its number where the data set is not known any more
     * @param index of the class, from 0
     * @param probability from 0 to 1; those of all classes sum up to 1
     */
    record Guess(String name, int index, double probability) {}

    static Predictions of(TrainedRun run, List<float[]> probabilities, int topK, DatasetCatalog datasets) {
        return new Predictions(
                run.id().toString(), run.epoch(), named(run.recipe().dataset(), probabilities, topK, datasets));
    }

    /** The most probable classes of each image, by the names that the data set gives them. */
    static List<Prediction> named(String dataset, List<float[]> probabilities, int topK, DatasetCatalog datasets) {
        List<String> names = datasets.names().contains(dataset) ? datasets.classes(dataset) : List.of();
        return probabilities.stream()
                .map(each -> new Prediction(top(each, topK, names)))
                .toList();
    }

    private static List<Guess> top(float[] probabilities, int topK, List<String> names) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -probabilities[index]))
                .limit(topK)
                .map(index -> new Guess(
                        index < names.size() ? names.get(index) : String.valueOf(index), index, probabilities[index]))
                .toList();
    }
}
