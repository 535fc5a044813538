package dev.trainyard.activation;

/** Which parts of a network train one and the same set of activation parameters. */
public enum Sharing {
    /** One set for the whole network, gradients summed over all layers: the published setting of Pishchik 2023. */
    NETWORK,
    /** One set for each activation layer. */
    LAYER,
    /** One set for each channel of each activation layer. */
    CHANNEL
}
