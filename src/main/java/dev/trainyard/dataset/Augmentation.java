package dev.trainyard.dataset;

import java.util.Random;

/**
 * How a training image is varied each time it is seen. A crop is one of the size of the image, at a uniformly random
 * offset in the image padded by four zeros on each side (zeros after normalization, so the colour of the mean); a flip
 * mirrors left and right.
 */
public enum Augmentation {
    /** As it is. */
    NONE {
        @Override
        View draw(Random random) {
            return View.WHOLE;
        }
    },

    /**
     * The recipe of Pishchik 2023: with probability 1/2 a flip, that itself happens with probability 1/2, otherwise a
     * crop; never both.
     */
    FLIP_OR_CROP {
        @Override
        View draw(Random random) {
            return random.nextBoolean() ? new View(0, 0, random.nextBoolean()) : crop(random, false);
        }
    },

    /** The recipe of He et al. 2015, section 4.2: a crop always, then a flip with probability 1/2. */
    FLIP_AND_CROP {
        @Override
        View draw(Random random) {
            return crop(random, random.nextBoolean());
        }
    };

    private static final int PADDING = 4;

    abstract View draw(Random random);

    private static View crop(Random random, boolean flipped) {
        int down = random.nextInt(2 * PADDING + 1) - PADDING;
        int right = random.nextInt(2 * PADDING + 1) - PADDING;
        return new View(down, right, flipped);
    }

    /**
     * A window of the size of the image, moved by some pixels (where it leaves the image it shows zeros), then mirrored
     * if flipped.
     */
    record View(int down, int right, boolean flipped) {
        static final View WHOLE = new View(0, 0, false);
    }
}
