package dev.trainyard.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report as the tables of a paper, in Markdown; accuracies in percent. */
final class ReportMarkdown {
    private final Report report;

    private ReportMarkdown(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new ReportMarkdown(report).text();
    }

    private String text() {
        List<String> parts = new ArrayList<>();
        parts.add("# " + (report.name() == null ? "Experiment" : escaped(report.name())));
        parts.add(table("Test accuracy at the best epoch, %", cell -> accuracy(cell.best())));
        parts.add(table("Test accuracy at the last epoch, %", cell -> accuracy(cell.last())));
        if (report.baseline() != null) {
            String over = " over " + report.baseline() + ", percentage points";
            parts.add(table("Best epoch" + over, cell -> difference(cell.bestOverBaseline())));
            parts.add(table("Last epoch" + over, cell -> difference(cell.lastOverBaseline())));
        }
        parts.add(table(
                "Training accuracy over test accuracy, last epoch, percentage points", cell -> accuracy(cell.gap())));
        parts.add(table("Learnt parameters, mean", ReportMarkdown::learnt));
        parts.add(table("Seconds a run; images a second", ReportMarkdown::speed));
        parts.add("""
                Mean ± standard deviation (seeds); differences with the 95 % interval of a paired bootstrap over the \
                seeds that both have. Of few seeds such intervals are too narrow.""");
        return String.join("\n\n", parts) + "\n";
    }

    private String table(String title, Function<Report.Cell, String> shown) {
        List<String> fields = report.rows().stream()
                .limit(1)
                .flatMap(row -> row.fields().keySet().stream())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("## " + title + "\n");
        lines.add(line(Stream.concat(fields.stream(), report.activations().stream())));
        lines.add(line(Stream.concat(
                fields.stream().map(any -> "---"), report.activations().stream().map(any -> "--:"))));
        for (Report.Row row : report.rows()) {
            lines.add(line(Stream.concat(
                    fields.stream().map(field -> row.fields().getOrDefault(field, "")),
                    row.cells().stream().map(shown))));
        }
        return String.join("\n", lines);
    }

    private static String line(Stream<String> cells) {
        return cells.map(ReportMarkdown::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String accuracy(@Nullable Statistic value) {
        if (value == null) {
            return "";
        }
        return value.deviation() == null
                ? text("%.2f (1)", 100 * value.mean())
                : text("%.2f ± %.2f (%d)", 100 * value.mean(), 100 * value.deviation(), value.seeds());
    }

    private static String difference(@Nullable Difference value) {
        if (value == null) {
            return "";
        }
        return value.low() == null || value.high() == null
                ? text("%+.2f (1)", 100 * value.mean())
                : text(
                        "%+.2f [%+.2f, %+.2f] (%d)",
                        100 * value.mean(), 100 * value.low(), 100 * value.high(), value.seeds());
    }

    private static String learnt(Report.Cell cell) {
        return cell.learnt().entrySet().stream()
                .map(parameter -> text("%s %.3f", parameter.getKey(), parameter.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String speed(Report.Cell cell) {
        return cell.seconds() == null || cell.imagesPerSecond() == null
                ? ""
                : text("%.0f; %.0f", cell.seconds(), cell.imagesPerSecond());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
