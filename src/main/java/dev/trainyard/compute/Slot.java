package dev.trainyard.compute;

/** What this package itself uses a {@link Member}'s memory for. */
enum Slot {
    /** The native code's intermediate results. */
    NATIVE,
    /** A convolution's input in another order. */
    INPUT,
    /** A convolution's output in another order. */
    OUTPUT
}
