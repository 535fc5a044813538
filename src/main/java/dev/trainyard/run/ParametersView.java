package dev.trainyard.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learnt activation parameters as the API shows them: a number each where the network shares them, a list with one
 * number for each layer where a layer does, else a list for each layer with one number for each channel.
 */
final class ParametersView {
    private ParametersView() {}

    static Map<String, Object> of(Spec spec, Map<String, List<List<Double>>> values) {
        Map<String, Object> shown = new TreeMap<>();
        values.forEach((name, layers) -> shown.put(name, shown(spec.activation().sharing(), layers)));
        return shown;
    }

    private static Object shown(String sharing, List<List<Double>> layers) {
        return switch (sharing) {
            case "network" -> layers.get(0).get(0);
            case "layer" -> layers.stream().map(layer -> layer.get(0)).toList();
            default -> layers;
        };
    }
}
