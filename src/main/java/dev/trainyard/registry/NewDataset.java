package dev.trainyard.registry;

import org.jspecify.annotations.Nullable;

/**
 * A data set as somebody wants it.
 *
 * @param shared whether everybody may read it and train on it
 */
record NewDataset(String name, @Nullable String description, boolean shared) {}
