/**
 * Large files where all processes find them: in a folder, which may be a shared volume, or in an S3-compatible store.
 * Hides which.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
