package dev.trainyard.experiment;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.LearntFunction;
import dev.trainyard.run.LearntActivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The picture of an activation as runs have learnt it, beside what it started as and ReLU, for x from -4 to 4. A thin
 * line is one layer of one run (of channels that learn each for themselves their mean), the bold one the mean of all.
 */
final class ActivationChart {
    private static final ActivationSpec RELU = ActivationSpec.named("relu");
    private static final int POINTS = 161;
    private static final float[] X = new float[POINTS];

    /** Values beyond are drawn there: a learnt function may have a pole. */
    private static final double HIGHEST = 20;

    /** Of more lines nobody tells one from the next: then there is one for each run. */
    private static final int MOST_STRANDS = 200;

    static {
        for (int i = 0; i < POINTS; i++) {
            X[i] = 0.05f * (i - POINTS / 2);
        }
    }

    private ActivationChart() {}

    /**
     * Of runs that started with the same activation.
     *
     * @param title what its lines are of
     */
    static LineChart of(String title, List<LearntActivation> runs) {
        List<LineChart.Line> lines = new ArrayList<>();
        if (!runs.isEmpty()) {
            ActivationSpec start = runs.get(0).start();
            Map<String, Double> parameters = new Activation(start).parameters();
            if (!parameters.isEmpty()) {
                lines.add(learnt(new LearntFunction(new Activation(start).over(X)), runs));
            }
            lines.add(line(parameters.isEmpty() ? start.name() : "start", start));
            if (!start.name().equals(RELU.name())) {
                lines.add(line(RELU.name(), RELU));
            }
        }
        return new LineChart(title, "x", "f(x)", lines);
    }

    private static LineChart.Line line(String name, ActivationSpec spec) {
        Activation activation = new Activation(spec);
        return new LineChart.Line(
                name, points(new LearntFunction(activation.over(X)).mean(List.of(activation.parameters()))));
    }

    /** Has no points before the first epoch of a run. */
    private static LineChart.Line learnt(LearntFunction function, List<LearntActivation> runs) {
        List<List<double[]>> begun = runs.stream()
                .filter(run -> !run.learnt().isEmpty())
                .map(run -> function.layers(run.learnt()))
                .toList();
        List<double[]> means = begun.stream().map(ActivationChart::mean).toList();
        List<double[]> layers = begun.stream().flatMap(List::stream).toList();
        List<double[]> strands = layers.size() > MOST_STRANDS ? means : layers;
        return new LineChart.Line(
                "learnt",
                means.isEmpty() ? List.of() : points(mean(means)),
                strands.size() == 1
                        ? List.of()
                        : strands.stream().map(ActivationChart::points).toList());
    }

    private static double[] mean(List<double[]> functions) {
        return IntStream.range(0, POINTS)
                .mapToDouble(i -> functions.stream().mapToDouble(y -> y[i]).sum() / functions.size())
                .toArray();
    }

    private static List<LineChart.Point> points(double[] y) {
        return IntStream.range(0, POINTS)
                .filter(i -> !Double.isNaN(y[i]))
                .mapToObj(i -> new LineChart.Point(X[i], Math.max(-HIGHEST, Math.min(y[i], HIGHEST)), 0))
                .toList();
    }
}
