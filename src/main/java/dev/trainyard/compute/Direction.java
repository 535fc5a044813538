package dev.trainyard.compute;

/** What a convolution computes. Each direction has an order of weights of its own. */
enum Direction {
    /** The output, for training. */
    FORWARD,
    /** The output plus a bias for each channel, for inference. */
    INFERENCE,
    /** The input's gradient from the output's. */
    BACKWARD_INPUT,
    /** The weights' gradient from the input and the output's gradient. */
    BACKWARD_WEIGHTS
}
