package dev.trainyard.training;

import dev.trainyard.activation.Sharing;
import dev.trainyard.network.ActivationParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The activation parameters at the end of an epoch.
 *
 * @param sharing says how many there are of each
 * @param values by parameter name: one list for each activation layer in network order (one list alone where the
 *     network shares them), with one value for each channel (one value alone where a layer shares them); an empty map
 *     for an activation that learns nothing
 */
public record LearntParameters(Sharing sharing, Map<String, List<List<Double>>> values) {
    static LearntParameters of(ComputationGraph network, Sharing sharing) {
        Map<String, List<List<Double>>> values = new TreeMap<>();
        for (Map<String, INDArray> activation : ActivationParameters.values(network)) {
            activation.forEach((name, array) -> {
                List<List<Double>> layers = values.computeIfAbsent(name, unused -> new ArrayList<>());
                if (sharing != Sharing.NETWORK || layers.isEmpty()) {
                    layers.add(Arrays.stream(array.toDoubleVector()).boxed().toList());
                }
            });
        }
        return new LearntParameters(sharing, values);
    }
}
