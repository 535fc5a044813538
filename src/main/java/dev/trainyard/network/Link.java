package dev.trainyard.network;

/** What a block adds to its last norm before the last activation. */
enum Link {
    /** Nothing. */
    NONE,
    /** The block's input. */
    IDENTITY,
    /** Every second pixel of the input, with zero channels before and after: {@link Shortcut#A}. */
    PADDED,
    /** The input through a {@link Unit#projection}: {@link Shortcut#B}. */
    PROJECTED
}
