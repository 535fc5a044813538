/**
 * Activation functions, trainable and fixed: their formulas and derivatives over ND4J arrays and the Deeplearning4j
 * layer that trains them, with the frame of such a layer over images, which {@code network} builds its own on. Hides how
 * derivatives are computed and gradients summed.
 */
@ApplicationModule(allowedDependencies = "compute")
@NullMarked
package dev.trainyard.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
