package dev.trainyard.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The images of a training set divided at random into those to train on and those to validate on.
 *
 * @param train indices of images, ascending
 * @param validation indices of the other images, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // tens of thousands of indices, never compared
public record Split(int[] train, int[] validation) {
    /**
     * The split of a seed: the same on every machine and JDK.
     *
     * @param size the number of images
     * @param validationFraction the part to validate on, in [0, 1), rounded to whole images
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public static Split of(int size, double validationFraction, long seed) {
        if (!(validationFraction >= 0 && validationFraction < 1)) {
            throw new IllegalArgumentException("validation fraction must be in [0, 1), but is " + validationFraction);
        }
        int[] indices = IntStream.range(0, size).toArray();
        Seeds.shuffle(indices, Seeds.split(seed));
        int validationSize = (int) Math.round(size * validationFraction);
        Arrays.sort(indices, 0, validationSize);
        Arrays.sort(indices, validationSize, size);
        return new Split(
                Arrays.copyOfRange(indices, validationSize, size), Arrays.copyOfRange(indices, 0, validationSize));
    }
}
