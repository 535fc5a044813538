package dev.trainyard.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The images of a training set divided at random into those to train on and those to validate on.
 *
 * @param train indices of images, ascending, and after them those of added images and of copies
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

    /** These, and so many more to train on, from the first one on. */
    Split with(int first, int count) {
        return new Split(joined(IntStream.range(first, first + count)), validation);
    }

    /** These, and so many of those to train on once more: of a smaller number the same, and then others. */
    Split withCopies(int count, long seed) {
        int[] copied = train.clone();
        Seeds.shuffle(copied, Seeds.copies(seed));
        return new Split(joined(IntStream.range(0, count).map(i -> copied[i % copied.length])), validation);
    }

    private int[] joined(IntStream more) {
        return IntStream.concat(Arrays.stream(train), more).toArray();
    }
}
