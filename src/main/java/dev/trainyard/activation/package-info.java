/**
 * Activation functions, trainable and fixed: their formulas and derivatives over ND4J arrays and the Deeplearning4j
 * layer that trains them. Hides how parameters are laid out and how gradients are summed.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
