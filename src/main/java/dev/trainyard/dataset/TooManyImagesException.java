package dev.trainyard.dataset;

/** A version is to have more images than can be loaded, and so trained on, at once. */
public final class TooManyImagesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyImagesException(int most, int side) {
        super("A version has at most %d images of %d x %d to train on, and as many to test with"
                .formatted(most, side, side));
    }
}
