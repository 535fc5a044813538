package dev.trainyard.network;

/** What a residual block adds where its input and output differ in size (He et al. 2015, section 4.2). */
public enum Shortcut {
    /** Every second pixel, missing channels zero, half of them before and half after; no parameters. */
    A,
    /** A 1x1 convolution of stride 2 with batch norm. */
    B
}
