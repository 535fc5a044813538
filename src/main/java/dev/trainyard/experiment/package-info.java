/**
 * Experiments: grids of runs that are submitted, steered and reported as a whole. What a run is, and who comes first in
 * the queue, is not their business.
 */
@ApplicationModule(allowedDependencies = {"run", "activation", "dataset", "request", "access", "idempotency"})
@NullMarked
package dev.trainyard.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
