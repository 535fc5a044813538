/**
 * One run of one network on one data set: recipe, epochs, checkpoints, resume. Hides the training loop, the updater
 * and the form of a checkpoint.
 */
@ApplicationModule(allowedDependencies = {"activation", "compute", "dataset", "network"})
@NullMarked
package dev.trainyard.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
