package dev.trainyard.registry;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version as somebody wants it.
 *
 * @param base what it is made from, such as {@code cifar-10} or {@code birds@2}; null if from nothing that is here
 * @param options for its maker
 */
public record NewVersion(Origin origin, @Nullable String base, ObjectNode options) {}
