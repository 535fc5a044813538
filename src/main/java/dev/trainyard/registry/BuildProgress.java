package dev.trainyard.registry;

/**
 * How far a version is.
 *
 * @param phase what is done now
 * @param done of {@code total}
 */
record BuildProgress(String phase, long done, long total) {}
