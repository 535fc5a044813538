package dev.trainyard.activation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A trainable activation as the function that it has become.
 *
 * @param f its values at some points, given those of its parameters; see {@link Activation#over}
 */
public record LearntFunction(Function<Map<String, Double>, float[]> f) {

    /**
     * The values of each layer: where its channels learn each for themselves, their mean.
     *
     * @param learnt of each parameter, for each layer, for each channel; at least one parameter
     */
    public List<double[]> layers(Map<String, List<List<Double>>> learnt) {
        List<List<Double>> shape = learnt.values().iterator().next();
        return IntStream.range(0, shape.size())
                .mapToObj(layer -> mean(IntStream.range(0, shape.get(layer).size())
                        .mapToObj(channel -> values(learnt, layer, channel))
                        .toList()))
                .toList();
    }

    /** The mean of the function over these values of its parameters. */
    public double[] mean(List<Map<String, Double>> parameters) {
        List<float[]> each = parameters.stream().map(f).toList();
        return IntStream.range(0, each.get(0).length)
                .mapToDouble(
                        i -> each.stream().mapToDouble(y -> y[i] / each.size()).reduce(0, Double::sum))
                .toArray();
    }

    private static Map<String, Double> values(Map<String, List<List<Double>>> learnt, int layer, int channel) {
        Map<String, Double> values = new HashMap<>();
        learnt.forEach((name, layers) -> values.put(name, layers.get(layer).get(channel)));
        return values;
    }
}
