package dev.trainyard.training;

/** A loss was not a finite number: no later step can repair that. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(int epoch, int step, double loss) {
        super("The loss became %s in epoch %d, step %d".formatted(loss, epoch, step));
    }
}
