package dev.trainyard.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set in memory.
 *
 * @param name its name in the catalog, such as {@code cifar-10}
 * @param classes the names of its classes, at the index that is their label
 * @param train the images to train on, and to split a validation set from
 * @param test the held-out images
 * @param normalization the usual normalization of this data set
 * @param added the last so many of {@code train} came by an expansion: they are trained on, and never validated on
 * @param share of these; null for all
 */
public record Dataset(
        String name,
        List<String> classes,
        ImageSet train,
        ImageSet test,
        Normalization normalization,
        int added,
        @Nullable AddedShare share) {
    public Dataset {
        classes = List.copyOf(classes);
        if (added < 0 || added > train.size()) {
            throw new IllegalArgumentException("%d of %d images were added".formatted(added, train.size()));
        }
    }

    /** All of a data set with images that were added. */
    public Dataset(
            String name, List<String> classes, ImageSet train, ImageSet test, Normalization normalization, int added) {
        this(name, classes, train, test, normalization, added, null);
    }

    /** A data set to which nothing was added. */
    public Dataset(String name, List<String> classes, ImageSet train, ImageSet test, Normalization normalization) {
        this(name, classes, train, test, normalization, 0);
    }

    /** The same images under that name, with that share of those that were added. */
    Dataset named(String reference, @Nullable AddedShare newShare) {
        return new Dataset(reference, classes, train, test, normalization, added, newShare);
    }

    /**
     * Which images to train on and which to validate on. Those to validate on do not depend on what was added: runs on
     * more and on fewer added images are measured alike.
     *
     * @param validationFraction of those that were not added, in [0, 1), rounded to whole images
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public Split split(double validationFraction, long seed) {
        int first = train.size() - added;
        Split split = Split.of(first, validationFraction, seed);
        if (share == null) {
            return split.with(first, added);
        }
        int more = share.of(added);
        return share.copies() ? split.withCopies(more, seed) : split.with(first, more);
    }
}
