package dev.trainyard.dataset;

import java.util.List;

/**
 * A data set in memory.
 *
 * @param name its name in the catalog, such as {@code cifar-10}
 * @param classes the names of its classes, at the index that is their label
 * @param train the images to train on, and to split a validation set from
 * @param test the held-out images
 * @param normalization the usual normalization of this data set
 */
public record Dataset(String name, List<String> classes, ImageSet train, ImageSet test, Normalization normalization) {
    public Dataset {
        classes = List.copyOf(classes);
    }
}
