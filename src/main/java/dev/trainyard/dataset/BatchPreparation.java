package dev.trainyard.dataset;

import dev.trainyard.dataset.Augmentation.View;

/** Copies images into batches, normalized, each seen through its view. */
final class BatchPreparation {
    private static final int CHANNELS = ImageSet.CHANNELS;

    private final ImageSet images;
    private final float[] red;
    private final float[] green;
    private final float[] blue;

    BatchPreparation(ImageSet images, Normalization normalization) {
        this.images = images;
        red = normalization.table(0);
        green = normalization.table(1);
        blue = normalization.table(2);
    }

    /** The batch of the given images, one view for each. */
    Batch batch(int[] indices, View[] views) {
        float[] values = new float[indices.length * images.values()];
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = images.label(indices[i]);
            copy(indices[i], views[i], values, i * images.values());
        }
        return new Batch(values, labels);
    }

    /** Writes only what the view shows of the image: the target is zero where it shows the padding. */
    private void copy(int image, View view, float[] target, int offset) {
        int height = images.height();
        int width = images.width();
        int firstColumn = Math.max(0, -view.right());
        int lastColumn = Math.min(width, width - view.right()) - 1;
        int step = view.flipped() ? -CHANNELS : CHANNELS;
        for (int y = Math.max(0, -view.down()); y < Math.min(height, height - view.down()); y++) {
            int from = images.offset(image) + ((y + view.down()) * width + firstColumn + view.right()) * CHANNELS;
            int column = view.flipped() ? width - 1 - firstColumn : firstColumn;
            int to = offset + (y * width + column) * CHANNELS;
            copyRow(from, lastColumn - firstColumn + 1, target, to, step);
        }
    }

    private void copyRow(int from, int count, float[] target, int to, int step) {
        byte[] pixels = images.pixels();
        for (int i = 0; i < count; i++) {
            int source = from + i * CHANNELS;
            int destination = to + i * step;
            target[destination] = red[pixels[source] & 0xFF];
            target[destination + 1] = green[pixels[source + 1] & 0xFF];
            target[destination + 2] = blue[pixels[source + 2] & 0xFF];
        }
    }
}
