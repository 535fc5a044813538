/**
 * Arithmetic on a CPU: threads that share one piece of work, convolutions by oneDNN, and loops over chunks of memory.
 * Knows nothing of networks, and hides the native library.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.trainyard.compute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
