package dev.trainyard.run;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.ActivationSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private static final float FROM = -4;
    private static final float STEP = 0.1f;

    /**
     * The functions after an epoch.
     *
     * @param y one list if the whole network shares it, else one for each layer; of many channels their mean
     */
    record AtEpoch(int epoch, List<float[]> y) {}

    static LearntFunctions of(Spec spec, List<EpochView> epochs) {
        ActivationSpec activation = spec.activation().toSpec();
        float[] x = grid();
        List<AtEpoch> learnt = epochs.stream()
                .filter(epoch -> !epoch.activationParameters().isEmpty())
                .map(epoch -> new AtEpoch(epoch.epoch(), functions(activation, epoch.activationParameters(), x)))
                .toList();
        return new LearntFunctions(
                activation.name(), spec.activation().sharing(), x, new Activation(activation).values(x), learnt);
    }

    private static float[] grid() {
        float[] x = new float[STEPS + 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i + FROM / STEP) * STEP;
        }
        return x;
    }

    /** Of each layer, given the parameters as {@link ParametersView} shows them. */
    private static List<float[]> functions(ActivationSpec activation, Map<String, Object> parameters, float[] x) {
        int layers = size(parameters);
        List<float[]> functions = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            functions.add(mean(activation, element(parameters, layer), x));
        }
        return functions;
    }

    /** Of one layer: over its channels, if each has its own. */
    private static float[] mean(ActivationSpec activation, Map<String, Object> parameters, float[] x) {
        int channels = size(parameters);
        float[] mean = new float[x.length];
        for (int channel = 0; channel < channels; channel++) {
            float[] y = values(activation, element(parameters, channel), x);
            for (int i = 0; i < x.length; i++) {
                mean[i] += y[i] / channels;
            }
        }
        return mean;
    }

    private static float[] values(ActivationSpec activation, Map<String, Object> parameters, float[] x) {
        Map<String, Double> numbers = new HashMap<>();
        parameters.forEach((name, value) -> numbers.put(name, (Double) value));
        return new Activation(new ActivationSpec(activation.name(), activation.sharing(), numbers, activation.terms()))
                .values(x);
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
}
