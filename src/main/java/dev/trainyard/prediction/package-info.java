/**
 * What trained networks see in images that somebody sends. Hides how images are read, which networks are kept in memory, and
 * that requests are computed together.
 */
@ApplicationModule(allowedDependencies = {"run", "model", "training", "dataset", "request"})
@NullMarked
package dev.trainyard.prediction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
