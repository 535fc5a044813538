package dev.trainyard.experiment;

import dev.trainyard.run.RunCurves.Curve;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pictures of a report: means over seeds, with the standard deviation as a bar. */
final class ReportCharts {
    private static final double PERCENT = 100;

    private ReportCharts() {}

    /** Test accuracy over depth, a line for each activation, on one data set. */
    static LineChart accuracy(Results results, String dataset, boolean best) {
        Function<RunOutcome, @Nullable Double> value =
                best ? RunOutcome::bestTestAccuracy : RunOutcome::lastTestAccuracy;
        List<Result> shown = results.runs().stream()
                .filter(result -> result.run().dataset().equals(dataset))
                .toList();
        return new LineChart(
                "Test accuracy on %s, %s epoch".formatted(dataset, best ? "best" : "last"),
                "depth of the ResNet",
                "accuracy, %",
                lines(shown, runs -> accuracies(runs, value)));
    }

    private static List<LineChart.Point> accuracies(
            List<RunOutcome> runs, Function<RunOutcome, @Nullable Double> value) {
        Map<Integer, List<RunOutcome>> byDepth = runs.stream().collect(Collectors.groupingBy(RunOutcome::depth));
        List<LineChart.Point> points = new ArrayList<>();
        byDepth.forEach((depth, of) -> {
            Statistic accuracy = Statistic.of(ReportMaker.values(of, value));
            if (accuracy != null) {
                Double deviation = accuracy.deviation();
                points.add(new LineChart.Point(
                        depth, PERCENT * accuracy.mean(), deviation == null ? 0 : PERCENT * deviation));
            }
        });
        points.sort(Comparator.comparingDouble(LineChart.Point::x));
        return points;
    }

    /** What was measured epoch by epoch, a line for each activation, of one model on one data set. */
    static LineChart curves(
            Results results, Map<RunId, List<Double>> values, String dataset, String model, Curve curve) {
        List<Result> shown = results.runs().stream()
                .filter(result -> result.run().dataset().equals(dataset)
                        && result.run().model().equals(model))
                .toList();
        return new LineChart(
                "%s of %s on %s".formatted(capitalized(curve.title()), model, dataset),
                "epoch",
                curve.title(),
                lines(shown, runs -> means(runs, values)));
    }

    private static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Of each epoch that all of the runs that began have made. */
    private static List<LineChart.Point> means(List<RunOutcome> runs, Map<RunId, List<Double>> values) {
        List<List<Double>> begun = runs.stream()
                .map(run -> values.getOrDefault(run.run(), List.of()))
                .filter(curve -> !curve.isEmpty())
                .toList();
        int epochs = begun.stream().mapToInt(List::size).min().orElse(0);
        return IntStream.range(0, epochs)
                .mapToObj(epoch -> new LineChart.Point(
                        epoch + 1,
                        Statistic.mean(
                                begun.stream().map(curve -> curve.get(epoch)).toList()),
                        0))
                .toList();
    }

    private static List<LineChart.Line> lines(
            List<Result> results, Function<List<RunOutcome>, List<LineChart.Point>> points) {
        Map<String, List<RunOutcome>> byActivation = results.stream()
                .collect(Collectors.groupingBy(
                        ReportMaker::activation,
                        LinkedHashMap::new,
                        Collectors.mapping(Result::run, Collectors.toList())));
        return byActivation.entrySet().stream()
                .map(each -> new LineChart.Line(each.getKey(), points.apply(each.getValue())))
                .toList();
    }
}
