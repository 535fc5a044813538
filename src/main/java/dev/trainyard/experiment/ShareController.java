package dev.trainyard.experiment;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.Csv;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whether pictures of the web help, over HTTP; which form is meant the header Accept says. */
@ApiController
@RequestMapping("/v1/experiments/{id}/shares")
@Tag(name = "Experiments")
class ShareController {
    private static final String HEADER =
            "dataset,model,activation,kind,percent,runs,best_mean,best_deviation,last_mean,"
                    + "last_deviation,best_over_base,best_over_base_low,best_over_base_high,last_over_base,last_over_base_low,last_over_base_high";

    private final Experiments experiments;

    ShareController(Experiments experiments) {
        this.experiments = experiments;
    }

    @Operation(
            summary = "Report whether pictures of the web help, as JSON or CSV",
            description = "Of runs whose `dataset` has a share, such as `birds@3+web=25%`.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ShareReport shares(@PathVariable String id) {
        return ShareReports.report(experiments.results(id));
    }

    @Operation(
            summary = "Report whether pictures of the web help, as JSON or CSV",
            description = "Of runs whose `dataset` has a share, such as `birds@3+web=25%`.")
    @GetMapping(produces = "text/csv")
    String sharesAsCsv(@PathVariable String id) {
        return shares(id).rows().stream()
                .map(ShareController::line)
                .collect(Collectors.joining("", HEADER + "\r\n", ""));
    }

    private static String line(ShareReport.Row row) {
        return Csv.line(Stream.of(
                        Stream.of(row.dataset(), row.model(), row.activation(), row.kind(), row.percent(), row.runs()),
                        statistic(row.best()),
                        statistic(row.last()),
                        difference(row.bestOverBase()),
                        difference(row.lastOverBase()))
                .flatMap(values -> values));
    }

    private static Stream<Object> statistic(@Nullable Statistic value) {
        return value == null ? Stream.of("", "") : Stream.of(value.mean(), shown(value.deviation()));
    }

    private static Stream<Object> difference(@Nullable Difference value) {
        return value == null ? Stream.of("", "", "") : Stream.of(value.mean(), shown(value.low()), shown(value.high()));
    }

    private static Object shown(@Nullable Double value) {
        return value == null ? "" : value;
    }
}
