package dev.trainyard.network;

import dev.trainyard.activation.ActivationSpec;

/**
 * What a network is made of.
 *
 * @param classes number of outputs
 */
public record NetworkSpec(ResNet model, ActivationSpec activation, Shortcut shortcut, int classes) {}
