package dev.trainyard.dataset;

import java.util.Arrays;
import java.util.Objects;

/** Labelled RGB images of one size: pixels as unsigned bytes in NHWC order (image, row, column, channel). */
public final class ImageSet {
    /** Red, green and blue. */
    public static final int CHANNELS = 3;

    private final int height;
    private final int width;
    private final byte[] pixels;
    private final int[] labels;

    /**
     * Takes ownership of both arrays: they must not be changed afterwards.
     *
     * @param pixels labels.length x height x width x 3 bytes
     * @param labels the class of each image, from 0
     * @throws IllegalArgumentException if there are not as many pixels as the labels and the size ask for
     */
    public ImageSet(int height, int width, byte[] pixels, int[] labels) {
        if (pixels.length != (long) labels.length * height * width * CHANNELS) {
            throw new IllegalArgumentException("%d bytes of pixels do not make %d images of %d x %d x %d"
                    .formatted(pixels.length, labels.length, height, width, CHANNELS));
        }
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** Rows of an image. */
    public int height() {
        return height;
    }

    /** Columns of an image. */
    public int width() {
        return width;
    }

    /** The class of an image, from 0. */
    public int label(int image) {
        return labels[image];
    }

    /** A copy of one image: height x width x 3 unsigned bytes. */
    public byte[] image(int image) {
        int offset = offset(Objects.checkIndex(image, size()));
        return Arrays.copyOfRange(pixels, offset, offset + values());
    }

    /** Values of one image: height x width x 3. */
    int values() {
        return height * width * CHANNELS;
    }

    /** Where an image starts in {@link #pixels()}. */
    int offset(int image) {
        return image * values();
    }

    /** All pixels, not copied: not to be changed. */
    byte[] pixels() {
        return pixels;
    }
}
