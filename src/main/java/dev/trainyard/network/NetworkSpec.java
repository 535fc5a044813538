package dev.trainyard.network;

import dev.trainyard.activation.ActivationSpec;

/**
 * What a network is made of.
 *
 * @param classes number of outputs
 * @param imageSize rows and columns of the images that it is for, a multiple of 4; it has the same parameters for any
 */
public record NetworkSpec(ResNet model, ActivationSpec activation, Shortcut shortcut, int classes, int imageSize) {
    /** Of the size of CIFAR's images. */
    public static final int CIFAR_SIZE = 32;

    /** For images of CIFAR's size. */
    public NetworkSpec(ResNet model, ActivationSpec activation, Shortcut shortcut, int classes) {
        this(model, activation, shortcut, classes, CIFAR_SIZE);
    }
}
