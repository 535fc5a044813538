package dev.trainyard.dataset;

import dev.trainyard.dataset.Augmentation.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images ready for a network; the arrays belong to whoever received the batch.
 *
 * @param images normalized pixels in NHWC order: size x height x width x 3, height and width equal
 * @param labels the class of each image, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // a megabyte that is handed over, never compared
public record Batch(float[] images, int[] labels) {
    /** All images of a set as one batch, as they are. */
    public static Batch of(ImageSet images, Normalization normalization) {
        View[] views = new View[images.size()];
        Arrays.fill(views, View.WHOLE);
        return new BatchPreparation(images, normalization)
                .batch(IntStream.range(0, images.size()).toArray(), views);
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** Rows and columns of an image, which is a square. */
    public int imageSize() {
        return (int) Math.round(Math.sqrt((double) images.length / size() / ImageSet.CHANNELS));
    }

    /**
     * Its images in order, in that many parts that differ by one image at most, the larger ones first; fewer parts where
     * there are fewer images.
     */
    public List<Batch> split(int parts) {
        int pixels = images.length / size();
        List<Batch> split = new ArrayList<>();
        for (int part = 0, from = 0; from < size(); part++) {
            int to = from + size() / parts + (part < size() % parts ? 1 : 0);
            split.add(new Batch(
                    Arrays.copyOfRange(images, from * pixels, to * pixels), Arrays.copyOfRange(labels, from, to)));
            from = to;
        }
        return split;
    }
}
