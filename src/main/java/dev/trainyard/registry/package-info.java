/**
 * Data sets of one's own: uploaded as archives in parts, kept in versions that never change and never go while a run
 * needs them, brought to whatever process trains on them. Other packages make versions by other means
 * ({@link dev.trainyard.registry.VersionMaker}). Hides how the work is leased, where files lie and who sees what.
 */
@ApplicationModule(
        allowedDependencies = {"archive", "dataset", "picture", "store", "request", "access", "run", "database"})
@NullMarked
package dev.trainyard.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
