package dev.trainyard.experiment;

import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Reports over HTTP; which form is meant the header Accept says. */
@ApiController
@RequestMapping("/v1/experiments/{id}/report")
@Tag(name = "Experiments")
class ReportController {
    private static final String BASELINE = "the activation that others are compared with, as it stands in the grid";

    private final Experiments experiments;

    ReportController(Experiments experiments) {
        this.experiments = experiments;
    }

    @Operation(summary = "Report what the runs have come to, as JSON, CSV or Markdown")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Report report(
            @PathVariable String id,
            @Parameter(description = BASELINE) @RequestParam(defaultValue = "relu") String baseline) {
        return ReportMaker.report(experiments.results(id), baseline);
    }

    @Operation(summary = "Report what the runs have come to, as JSON, CSV or Markdown")
    @GetMapping(produces = "text/csv")
    String csv(
            @PathVariable String id,
            @Parameter(description = BASELINE) @RequestParam(defaultValue = "relu") String baseline) {
        return ReportCsv.of(report(id, baseline));
    }

    @Operation(summary = "Report what the runs have come to, as JSON, CSV or Markdown")
    @GetMapping(produces = MediaType.TEXT_MARKDOWN_VALUE)
    String markdown(
            @PathVariable String id,
            @Parameter(description = BASELINE) @RequestParam(defaultValue = "relu") String baseline) {
        return ReportMarkdown.of(report(id, baseline));
    }
}
