package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.Sharing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of a network's activations, one map by name for each activation in the network's order. */
public final class ActivationParameters {
    private ActivationParameters() {}

    /** Their values, as views; no maps where the activation learns nothing. */
    public static List<Map<String, INDArray>> values(ComputationGraph network) {
        return collect(network, layer -> layer::getParam);
    }

    /** Their gradients in the step at hand, as views. */
    static List<Map<String, INDArray>> gradients(ComputationGraph network) {
        return collect(network, layer -> layer::gradientView);
    }

    /** Whether all of them are copies of one set, {@link Sharing#NETWORK}. */
    static boolean areShared(ComputationGraph network) {
        return blocks(network).anyMatch(layer -> layer.sharing() == Sharing.NETWORK);
    }

    private static List<Map<String, INDArray>> collect(
            ComputationGraph network, Function<BlockLayer, Function<String, INDArray>> access) {
        List<Map<String, INDArray>> all = new ArrayList<>();
        blocks(network)
                .forEach(layer -> layer.units().forEach(unit -> {
                    Activation activation = Objects.requireNonNull(unit.activation());
                    Map<String, INDArray> ofUnit = new LinkedHashMap<>();
                    for (String name : activation.parameters().keySet()) {
                        ofUnit.put(name, access.apply(layer).apply(unit.ofActivation(name)));
                    }
                    if (!ofUnit.isEmpty()) {
                        all.add(ofUnit);
                    }
                }));
        return all;
    }

    /** A network's blocks in its order. */
    static Stream<BlockLayer> blocks(ComputationGraph network) {
        return Arrays.stream(network.topologicalSortOrder())
                .mapToObj(vertex -> network.getVertices()[vertex].getLayer())
                .filter(BlockLayer.class::isInstance)
                .map(BlockLayer.class::cast);
    }
}
