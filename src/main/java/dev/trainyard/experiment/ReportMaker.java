package dev.trainyard.experiment;

import dev.trainyard.run.RunOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the table of what the runs of an experiment have come to. */
final class ReportMaker {
    private static final String MODEL = "model";
    private static final String ACTIVATION = "activation";
    private static final String DATASET = "dataset";

    private final Results results;
    private final @Nullable String baseline;
    private final List<String> activations;

    private ReportMaker(Results results, String baseline) {
        this.results = results;
        this.activations =
                results.runs().stream().map(ReportMaker::activation).distinct().toList();
        this.baseline = activations.contains(baseline) ? baseline : null;
    }

    /** Baseline: what the other activations are compared with. */
    static Report report(Results results, String baseline) {
        return new ReportMaker(results, baseline).report();
    }

    private Report report() {
        Map<Map<String, String>, List<Result>> rows = results.runs().stream()
                .collect(Collectors.groupingBy(ReportMaker::fields, LinkedHashMap::new, Collectors.toList()));
        List<Report.Row> reported = new ArrayList<>();
        rows.forEach((fields, runs) -> reported.add(new Report.Row(fields, cells(runs))));
        return new Report(results.name(), baseline, activations, reported);
    }

    static String activation(Result result) {
        JsonNode value = result.values().get(ACTIVATION);
        return value == null ? result.run().activation() : text(value);
    }

    /** What a row is for: the data set, the model, and every field of the grid but activation and seed. */
    private static Map<String, String> fields(Result result) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(DATASET, result.run().dataset());
        fields.put(MODEL, result.run().model());
        result.values().forEach((field, value) -> {
            if (!field.equals(ACTIVATION) && !field.equals(Grid.SEED)) {
                fields.putIfAbsent(field, text(value));
            }
        });
        return fields;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private List<Report.Cell> cells(List<Result> row) {
        return activations.stream().map(activation -> cell(activation, row)).toList();
    }

    private Report.Cell cell(String activation, List<Result> row) {
        List<RunOutcome> runs = with(activation, row);
        List<RunOutcome> base = baseline == null || baseline.equals(activation) ? List.of() : with(baseline, row);
        return new Report.Cell(
                activation,
                runs.size(),
                values(runs, RunOutcome::bestTestAccuracy).size(),
                Statistic.of(values(runs, RunOutcome::bestTestAccuracy)),
                Statistic.of(values(runs, RunOutcome::lastTestAccuracy)),
                Statistic.of(values(runs, ReportMaker::gap)),
                Difference.of(differences(runs, base, RunOutcome::bestTestAccuracy)),
                Difference.of(differences(runs, base, RunOutcome::lastTestAccuracy)),
                learnt(runs),
                mean(values(runs, run -> run.fraction() < 1 ? null : run.seconds())),
                mean(values(runs, RunOutcome::imagesPerSecond)));
    }

    private static List<RunOutcome> with(String activation, List<Result> row) {
        return row.stream()
                .filter(result -> activation(result).equals(activation))
                .map(Result::run)
                .toList();
    }

    static List<Double> values(List<RunOutcome> runs, Function<RunOutcome, @Nullable Double> value) {
        return runs.stream().map(value).filter(Objects::nonNull).toList();
    }

    private static @Nullable Double gap(RunOutcome run) {
        Double train = run.trainAccuracy();
        Double test = run.lastTestAccuracy();
        return train == null || test == null ? null : Double.valueOf(train - test);
    }

    static List<Double> differences(
            List<RunOutcome> runs, List<RunOutcome> base, Function<RunOutcome, @Nullable Double> value) {
        Map<Long, Double> before = new TreeMap<>();
        for (RunOutcome run : base) {
            Double measured = value.apply(run);
            if (measured != null) {
                before.put(run.seed(), measured);
            }
        }
        List<Double> differences = new ArrayList<>();
        for (RunOutcome run : runs) {
            Double measured = value.apply(run);
            Double compared = before.get(run.seed());
            if (measured != null && compared != null) {
                differences.add(measured - compared);
            }
        }
        return differences;
    }

    private static Map<String, Double> learnt(List<RunOutcome> runs) {
        Map<String, List<Double>> values = new TreeMap<>();
        for (RunOutcome run : runs) {
            if (run.bestTestAccuracy() != null) {
                run.learnt()
                        .forEach((name, layers) -> values.computeIfAbsent(name, any -> new ArrayList<>())
                                .addAll(layers.stream()
                                        .flatMap(Collection::stream)
                                        .toList()));
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        values.forEach((name, all) -> means.put(name, Statistic.mean(all)));
        return means;
    }

    private static @Nullable Double mean(List<Double> values) {
        return values.isEmpty() ? null : Double.valueOf(Statistic.mean(values));
    }
}
