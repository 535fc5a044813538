/**
 * What trained networks see in images that somebody sends. Hides which networks are kept in memory, and that
 * requests are computed together.
 */
@ApplicationModule(allowedDependencies = {"run", "model", "training", "dataset", "picture", "request"})
@NullMarked
package dev.trainyard.prediction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
