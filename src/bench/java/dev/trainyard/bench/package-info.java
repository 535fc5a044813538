/**
 * Benchmarks of the training engine beside its peers, as docs/performance.md describes them. Each side runs in a process
 * of its own, so that no side's threads and memory are in another's way; hides how those processes are talked to.
 */
@NullMarked
package dev.trainyard.bench;

import org.jspecify.annotations.NullMarked;
