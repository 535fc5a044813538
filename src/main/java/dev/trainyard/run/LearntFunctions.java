package dev.trainyard.run;

import dev.trainyard.activation.Activation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An activation as a function, before the training and after epochs of it.
 *
 * @param activation its name
 * @param sharing which layers share its parameters
 * @param x where it was computed: -4 to 4, in steps of 0.1
 * @param start f(x) before the training
 * @param epochs f(x) after them; none for a function that learns nothing
 */
record LearntFunctions(String activation, String sharing, float[] x, float[] start, List<AtEpoch> epochs) {
    private static final int STEPS = 80;
    private static final float STEP = 0.1f;

    /**
     * The functions after an epoch.
     *
     * @param y one list if the whole network shares it, else one for each layer; of many channels their mean
     */
    record AtEpoch(int epoch, List<float[]> y) {}

    static LearntFunctions of(Spec spec, List<EpochView> epochs) {
        Activation activation = new Activation(spec.activation().toSpec());
        float[] x = grid();
        Map<String, Double> start = activation.parameters();
        Function<Map<String, Double>, float[]> f = activation.over(x).compose(learnt -> completed(learnt, start));
        List<AtEpoch> learnt = epochs.stream()
                .filter(epoch -> !epoch.activationParameters().isEmpty())
                .map(epoch -> new AtEpoch(epoch.epoch(), layers(f, epoch.activationParameters(), x.length)))
                .toList();
        return new LearntFunctions(activation.name(), spec.activation().sharing(), x, f.apply(start), learnt);
    }

    /** What an epoch says nothing of is as it was. */
    private static Map<String, Double> completed(Map<String, Double> learnt, Map<String, Double> start) {
        Map<String, Double> all = new HashMap<>(start);
        all.putAll(learnt);
        return all;
    }

    private static float[] grid() {
        float[] x = new float[STEPS + 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - STEPS / 2) * STEP;
        }
        return x;
    }

    /** Of each layer, given the parameters as {@link ParametersView} shows them. */
    private static List<float[]> layers(
            Function<Map<String, Double>, float[]> f, Map<String, Object> parameters, int points) {
        return IntStream.range(0, size(parameters))
                .mapToObj(layer -> mean(f, element(parameters, layer), points))
                .toList();
    }

    /** Of one layer: over its channels, if each has its own. */
    private static float[] mean(Function<Map<String, Double>, float[]> f, Map<String, Object> parameters, int points) {
        int channels = size(parameters);
        float[] mean = new float[points];
        for (int channel = 0; channel < channels; channel++) {
            float[] y = f.apply(numbers(element(parameters, channel)));
            for (int i = 0; i < points; i++) {
                mean[i] += y[i] / channels;
            }
        }
        return mean;
    }

    /** How long the lists are that the parameters have; 1 for numbers. */
    private static int size(Map<String, Object> parameters) {
        return parameters.values().iterator().next() instanceof List<?> list ? list.size() : 1;
    }

    private static Map<String, Object> element(Map<String, Object> parameters, int index) {
        Map<String, Object> chosen = new HashMap<>();
        parameters.forEach((name, value) -> chosen.put(name, value instanceof List<?> list ? list.get(index) : value));
        return chosen;
    }

    private static Map<String, Double> numbers(Map<String, Object> parameters) {
        Map<String, Double> numbers = new HashMap<>();
        parameters.forEach((name, value) -> numbers.put(name, (Double) value));
        return numbers;
    }
}
