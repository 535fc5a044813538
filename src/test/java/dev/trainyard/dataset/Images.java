package dev.trainyard.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small image sets and normalizations for tests. */
final class Images {
    /** Leaves a pixel of value p at p / 255. */
    static final Normalization UNIT = new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    private Images() {}

    /** Images of 32 x 32 random pixels, labelled 0, 1, 2... by their index. */
    static ImageSet random(int size) {
        byte[] pixels = new byte[size * 32 * 32 * 3];
        new Random(1).nextBytes(pixels);
        return new ImageSet(32, 32, pixels, allOf(size));
    }

    /** The indices of all images of a set of this size. */
    static int[] allOf(int size) {
        return IntStream.range(0, size).toArray();
    }

    /** One image of a batch. */
    static float[] image(Batch batch, int i) {
        int values = batch.images().length / batch.size();
        return Arrays.copyOfRange(batch.images(), i * values, (i + 1) * values);
    }
}
