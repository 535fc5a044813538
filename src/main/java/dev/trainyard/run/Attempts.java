package dev.trainyard.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How often workers took a run. The count is no fence: the token of a {@link Lease} is.
 *
 * @param made in all
 * @param fruitless in a row up to the present one, without one more epoch
 */
@Embeddable
record Attempts(
        @Column(name = "attempt") Integer made,
        @Column(name = "fruitless_attempts") Integer fruitless) {
    static final Attempts NONE = new Attempts(0, 0);

    /** A worker takes the run: fruitless until it shows otherwise. */
    Attempts begun() {
        return new Attempts(made + 1, fruitless + 1);
    }

    /** The present one has made an epoch, or may make more. */
    Attempts fruitful() {
        return new Attempts(made, 0);
    }

    /** The present one ended unharmed, as it was asked to: its fruitlessness is not held against the run. */
    Attempts forgiven() {
        return new Attempts(made, Math.max(0, fruitless - 1));
    }
}
