package dev.trainyard.dataset;

/**
 * Images ready for a network; the arrays belong to whoever received the batch.
 *
 * @param images normalized pixels in NHWC order: size x height x width x 3
 * @param labels the class of each image, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // a megabyte that is handed over, never compared
public record Batch(float[] images, int[] labels) {
    /** The number of images. */
    public int size() {
        return labels.length;
    }
}
