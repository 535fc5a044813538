package dev.trainyard.dataset;

import java.util.List;

/**
 * What there is to know about a data set without loading it.
 *
 * @param name its name in the catalog
 * @param description one sentence for people
 * @param classes the number of classes
 * @param classNames their names, at the index that is their label
 * @param imageSize rows and columns of an image
 * @param trainImages the number of images to train on, the validation set included
 * @param testImages the number of held-out images
 * @param available whether it can be loaded without a download
 * @param normalization its usual normalization
 */
public record DatasetDescription(
        String name,
        String description,
        int classes,
        List<String> classNames,
        int imageSize,
        int trainImages,
        int testImages,
        boolean available,
        Normalization normalization) {
    public DatasetDescription {
        classNames = List.copyOf(classNames);
    }
}
