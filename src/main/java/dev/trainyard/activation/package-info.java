/**
 * Activation functions, trainable and fixed: their formulas and derivatives over ND4J arrays, and over chunks of memory
 * for a CPU. Hides how derivatives are computed and gradients summed.
 */
@ApplicationModule(allowedDependencies = "compute")
@NullMarked
package dev.trainyard.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
