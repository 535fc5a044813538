package dev.trainyard.training;

import dev.trainyard.activation.Sharing;
import java.util.List;
import java.util.Map;

/**
 * The activation parameters at the end of an epoch.
 *
 * @param sharing says how many there are of each
 * @param values by parameter name: one list for each activation layer in network order (one list alone where the
 *     network shares them), with one value for each channel (one value alone where a layer shares them); an empty map
 *     for an activation that learns nothing
 */
public record LearntParameters(Sharing sharing, Map<String, List<List<Double>>> values) {}
