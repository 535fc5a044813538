/** Trainyard: training as a service for CIFAR ResNets with trainable activations. */
@NullMarked
package dev.trainyard;

import org.jspecify.annotations.NullMarked;
