package dev.trainyard.experiment;

import dev.trainyard.dataset.AddedShare;
import dev.trainyard.dataset.DatasetReference;
import dev.trainyard.run.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the tables and pictures of runs that are trained with a share of what an expansion added. */
final class ShareReports {
    private static final double PERCENT = 100;
    private static final String WEB = "web";
    private static final String COPIES = "copies";
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::dataset)
            .thenComparing(Group::model)
            .thenComparing(Group::activation)
            .thenComparing(Group::kind, Comparator.reverseOrder())
            .thenComparing(Group::percent);

    private ShareReports() {}

    /** The runs that differ in their seed alone. */
    private record Group(String dataset, String model, String activation, String kind, int percent) {
        /** Those with no added image at all. */
        Group base() {
            return new Group(dataset, model, activation, WEB, 0);
        }
    }

    static ShareReport report(Results results) {
        Map<Group, List<RunOutcome>> groups = groups(results);
        List<ShareReport.Row> rows = groups.keySet().stream()
                .sorted(ORDER)
                .map(group ->
                        row(group, groups.getOrDefault(group, List.of()), groups.getOrDefault(group.base(), List.of())))
                .toList();
        return new ShareReport(results.name(), rows);
    }

    private static Map<Group, List<RunOutcome>> groups(Results results) {
        Map<Group, List<RunOutcome>> groups = new LinkedHashMap<>();
        for (Result result : results.runs()) {
            DatasetReference reference =
                    DatasetReference.parse(result.run().dataset()).orElse(null);
            AddedShare share = reference == null ? null : reference.share();
            if (reference != null && share != null) {
                String version = new DatasetReference(reference.name(), reference.version(), null).toString();
                Group group = new Group(
                        version,
                        result.run().model(),
                        ReportMaker.activation(result),
                        share.copies() ? COPIES : WEB,
                        share.percent());
                groups.computeIfAbsent(group, none -> new ArrayList<>()).add(result.run());
            }
        }
        return groups;
    }

    private static ShareReport.Row row(Group group, List<RunOutcome> runs, List<RunOutcome> base) {
        List<RunOutcome> compared = group.equals(group.base()) ? List.of() : base;
        return new ShareReport.Row(
                group.dataset(),
                group.model(),
                group.activation(),
                group.kind(),
                group.percent(),
                runs.size(),
                Statistic.of(ReportMaker.values(runs, RunOutcome::bestTestAccuracy)),
                Statistic.of(ReportMaker.values(runs, RunOutcome::lastTestAccuracy)),
                Difference.of(ReportMaker.differences(runs, compared, RunOutcome::bestTestAccuracy)),
                Difference.of(ReportMaker.differences(runs, compared, RunOutcome::lastTestAccuracy)));
    }

    /** Test accuracy over the share, a line for web and one for copies of each activation, of one model. */
    static LineChart chart(Results results, String model, boolean best) {
        Function<ShareReport.Row, @Nullable Statistic> value = best ? ShareReport.Row::best : ShareReport.Row::last;
        List<ShareReport.Row> rows = report(results).rows().stream()
                .filter(row -> row.model().equals(model))
                .toList();
        List<LineChart.Line> lines = new ArrayList<>();
        for (String activation :
                rows.stream().map(ShareReport.Row::activation).distinct().toList()) {
            for (String kind : List.of(WEB, COPIES)) {
                lines.add(new LineChart.Line(activation + ", " + kind, points(rows, activation, kind, value)));
            }
        }
        return new LineChart(
                "Test accuracy of %s, %s epoch".formatted(model, best ? "best" : "last"),
                "% of the added images, or as many copies",
                "accuracy, %",
                lines);
    }

    /** Copies begin where web does: with none of either. */
    private static List<LineChart.Point> points(
            List<ShareReport.Row> rows,
            String activation,
            String kind,
            Function<ShareReport.Row, @Nullable Statistic> value) {
        return rows.stream()
                .filter(row ->
                        row.activation().equals(activation) && (row.kind().equals(kind) || row.percent() == 0))
                .sorted(Comparator.comparingInt(ShareReport.Row::percent))
                .flatMap(row ->
                        Optional.ofNullable(value.apply(row)).map(accuracy -> point(row.percent(), accuracy)).stream())
                .toList();
    }

    private static LineChart.Point point(int percent, Statistic accuracy) {
        Double deviation = accuracy.deviation();
        return new LineChart.Point(percent, PERCENT * accuracy.mean(), deviation == null ? 0 : PERCENT * deviation);
    }
}
