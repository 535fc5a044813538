package dev.trainyard.dataset;

import java.util.List;

/**
 * What is in a version of a data set.
 *
 * @param sha256 of size, class names, pixels and labels, in 64 hexadecimal digits: the same for the same contents
 * @param fileSha256 of the packed file
 * @param bytes of the packed file
 * @param classes their names, at the index that is their label
 * @param side rows and columns of an image
 * @param trainCounts images to train on, by label
 * @param testCounts images to test with, by label
 * @param added the images to train on that came by an expansion
 * @param normalization mean and standard deviation of the images to train on, rounded to four digits
 */
public record VersionSummary(
        String sha256,
        String fileSha256,
        long bytes,
        List<String> classes,
        int side,
        List<Integer> trainCounts,
        List<Integer> testCounts,
        int added,
        Normalization normalization) {
    public VersionSummary {
        classes = List.copyOf(classes);
        trainCounts = List.copyOf(trainCounts);
        testCounts = List.copyOf(testCounts);
    }
}
