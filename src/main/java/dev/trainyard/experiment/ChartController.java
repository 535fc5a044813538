package dev.trainyard.experiment;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.run.RunCurves;
import dev.trainyard.run.RunCurves.Curve;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pictures of reports over HTTP. */
@ApiController
@RequestMapping(path = "/v1/experiments/{id}/charts", produces = "image/svg+xml")
@Tag(name = "Experiments")
class ChartController {
    private static final String FIRST = "one of the experiment's; by default that of its first run";
    private static final String BEST = "best";

    private final Experiments experiments;
    private final RunCurves curves;

    ChartController(Experiments experiments, RunCurves curves) {
        this.experiments = experiments;
        this.curves = curves;
    }

    @Operation(summary = "Draw the test accuracy over the depth, a line for each activation")
    @GetMapping("/accuracy")
    String accuracy(
            @PathVariable String id,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String dataset,
            @Parameter(schema = @Schema(allowableValues = {BEST, "last"})) @RequestParam(defaultValue = BEST)
                    String epoch) {
        Results results = experiments.results(id);
        boolean best = choice("epoch", epoch, List.of(BEST, "last")).equals(BEST);
        return ReportCharts.accuracy(results, or(dataset, "dataset", results, RunOutcome::dataset), best)
                .svg();
    }

    @Operation(summary = "Draw a curve over the epochs, mean over seeds, a line for each activation")
    @GetMapping("/curves")
    String curves(
            @PathVariable String id,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String dataset,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String model,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "train_loss",
                                                "train_accuracy",
                                                "validation_loss",
                                                "validation_accuracy"
                                            }))
                    @RequestParam(defaultValue = "validation_loss")
                    String curve) {
        Results results = experiments.results(id);
        Curve shown = Curve.named(choice("curve", curve, Curve.names()));
        List<RunId> runs =
                results.runs().stream().map(result -> result.run().run()).toList();
        return ReportCharts.curves(
                        results,
                        curves.of(runs, shown),
                        or(dataset, "dataset", results, RunOutcome::dataset),
                        or(model, "model", results, RunOutcome::model),
                        shown)
                .svg();
    }

    private static String or(
            @Nullable String asked, String parameter, Results results, Function<RunOutcome, String> field) {
        List<String> there = results.runs().stream()
                .map(result -> field.apply(result.run()))
                .distinct()
                .toList();
        if (asked != null) {
            return choice(parameter, asked, there);
        }
        return there.isEmpty() ? "nothing" : there.get(0);
    }

    private static String choice(String parameter, String asked, Collection<String> allowed) {
        if (!allowed.contains(asked)) {
            throw new InvalidRequestException(List.of(Invalid.parameter(parameter, asked, String.join(", ", allowed))));
        }
        return asked;
    }
}
