package dev.trainyard.experiment;

import dev.trainyard.request.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The report as CSV (RFC 4180): a line for each row and activation, accuracies from 0 to 1, nothing where nothing is. */
final class ReportCsv {
    private static final List<String> MEASURED = List.of(
            "activation",
            "runs",
            "succeeded",
            "best_mean",
            "best_deviation",
            "last_mean",
            "last_deviation",
            "gap_mean",
            "gap_deviation",
            "best_over_baseline",
            "best_over_baseline_low",
            "best_over_baseline_high",
            "best_over_baseline_seeds",
            "last_over_baseline",
            "last_over_baseline_low",
            "last_over_baseline_high",
            "last_over_baseline_seeds",
            "learnt",
            "seconds",
            "images_per_second");
    private static final JsonMapper JSON = JsonMapper.shared();

    private ReportCsv() {}

    static String of(Report report) {
        List<String> fields = report.rows().stream()
                .limit(1)
                .flatMap(row -> row.fields().keySet().stream())
                .toList();
        StringBuilder text = new StringBuilder(Csv.line(Stream.concat(fields.stream(), MEASURED.stream())));
        for (Report.Row row : report.rows()) {
            for (Report.Cell cell : row.cells()) {
                text.append(Csv.line(Stream.concat(
                        fields.stream().map(field -> row.fields().getOrDefault(field, "")), values(cell).stream())));
            }
        }
        return text.toString();
    }

    private static List<Object> values(Report.Cell cell) {
        List<Object> values = new ArrayList<>(List.of(cell.activation(), cell.runs(), cell.succeeded()));
        for (Statistic statistic : new @Nullable Statistic[] {cell.best(), cell.last(), cell.gap()}) {
            add(values, statistic == null ? null : statistic.mean());
            add(values, statistic == null ? null : statistic.deviation());
        }
        for (Difference difference : new @Nullable Difference[] {cell.bestOverBaseline(), cell.lastOverBaseline()}) {
            add(values, difference == null ? null : difference.mean());
            add(values, difference == null ? null : difference.low());
            add(values, difference == null ? null : difference.high());
            add(values, difference == null ? null : difference.seeds());
        }
        values.add(cell.learnt().isEmpty() ? "" : JSON.writeValueAsString(cell.learnt()));
        add(values, cell.seconds());
        add(values, cell.imagesPerSecond());
        return values;
    }

    private static void add(List<Object> values, @Nullable Object value) {
        values.add(Objects.requireNonNullElse(value, ""));
    }
}
