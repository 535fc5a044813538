package dev.trainyard.run;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.LearntFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    static LearntFunctions of(Spec spec, List<Epoch> epochs) {
        Activation activation = new Activation(spec.activation().toSpec());
        float[] x = grid();
        Map<String, Double> start = activation.parameters();
        Function<Map<String, Double>, float[]> f = activation.over(x).compose(learnt -> completed(learnt, start));
        LearntFunction function = new LearntFunction(f);
        List<AtEpoch> learnt = epochs.stream()
                .filter(epoch -> !epoch.activationParameters().isEmpty())
                .map(epoch -> new AtEpoch(
                        epoch.getId().epoch(),
                        function.layers(epoch.activationParameters()).stream()
                                .map(LearntFunctions::single)
                                .toList()))
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

    /** More digits than the kernels have would say nothing. */
    private static float[] single(double[] y) {
        float[] single = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            single[i] = (float) y[i];
        }
        return single;
    }
}
