/**
 * Slots that claim runs and train them, one run at a time each. Hides leases, heartbeats, rescue and drain; it is used
 * by nobody, and told what to do by the queue alone.
 */
@ApplicationModule(allowedDependencies = {"run", "runlog", "training", "dataset", "database"})
@NullMarked
package dev.trainyard.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
