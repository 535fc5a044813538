package dev.trainyard.run;

import dev.trainyard.activation.ActivationSpec;
import java.util.List;
import java.util.Map;

/**
 * What a run's activation started as, and what became of it.
 *
 * @param learnt its parameters after the epoch with the smallest validation loss: of each, for each layer, for each
 *     channel; one layer of one channel where the network shares them; none before the first epoch
 */
public record LearntActivation(ActivationSpec start, Map<String, List<List<Double>>> learnt) {}
