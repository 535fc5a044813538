/**
 * Arithmetic on a CPU: threads that share one piece of work, convolutions by oneDNN, and loops over chunks of memory.
 * Knows nothing of networks, and hides the native library.
 */
@NullMarked
package dev.trainyard.compute;

import org.jspecify.annotations.NullMarked;
