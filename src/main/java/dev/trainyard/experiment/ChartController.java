package dev.trainyard.experiment;

import dev.trainyard.activation.Activations;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.run.LearntActivation;
import dev.trainyard.run.LearntActivations;
import dev.trainyard.run.RunCurves;
import dev.trainyard.run.RunCurves.Curve;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pictures of reports over HTTP; which form is meant the header Accept says. */
@ApiController
@RequestMapping(
        path = "/v1/experiments/{id}/charts",
        produces = {ChartConverter.SVG, MediaType.IMAGE_PNG_VALUE})
@ApiResponse(
        responseCode = "200",
        description = "SVG, or PNG of twice its size",
        content = {
            @Content(mediaType = ChartConverter.SVG, schema = @Schema(type = "string")),
            @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
        })
@Tag(name = "Experiments")
class ChartController {
    private static final String FIRST = "one of the experiment's; by default that of its first run";
    private static final String LEARNING =
            "one of the experiment's, as it stands in the grid; by default the first that learns something";
    private static final String BEST = "best";

    private final Experiments experiments;
    private final RunCurves curves;
    private final LearntActivations learnt;

    ChartController(Experiments experiments, RunCurves curves, LearntActivations learnt) {
        this.experiments = experiments;
        this.curves = curves;
        this.learnt = learnt;
    }

    @Operation(summary = "Draw the test accuracy over the depth, a line for each activation")
    @GetMapping("/accuracy")
    LineChart accuracy(
            @PathVariable String id,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String dataset,
            @Parameter(schema = @Schema(allowableValues = {BEST, "last"})) @RequestParam(defaultValue = BEST)
                    String epoch) {
        Results results = experiments.results(id);
        boolean best = choice("epoch", epoch, List.of(BEST, "last")).equals(BEST);
        return ReportCharts.accuracy(results, or(dataset, "dataset", datasets(results)), best);
    }

    @Operation(summary = "Draw a curve over the epochs, mean over seeds, a line for each activation")
    @GetMapping("/curves")
    LineChart curves(
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
                or(dataset, "dataset", datasets(results)),
                or(model, "model", models(results)),
                shown);
    }

    @Operation(summary = "Draw the test accuracy over the share of added images, and over as many copies")
    @GetMapping("/shares")
    LineChart shares(
            @PathVariable String id,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String model,
            @Parameter(schema = @Schema(allowableValues = {BEST, "last"})) @RequestParam(defaultValue = BEST)
                    String epoch) {
        Results results = experiments.results(id);
        boolean best = choice("epoch", epoch, List.of(BEST, "last")).equals(BEST);
        return ShareReports.chart(results, or(model, "model", models(results)), best);
    }

    @Operation(
            summary = "Draw an activation as it was learnt, a thin line for each layer of each run, beside its start")
    @GetMapping("/activation")
    LineChart activation(
            @PathVariable String id,
            @Parameter(description = LEARNING) @RequestParam(required = false) @Nullable String activation,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String dataset,
            @Parameter(description = FIRST) @RequestParam(required = false) @Nullable String model) {
        Results results = experiments.results(id);
        String shownDataset = or(dataset, "dataset", datasets(results));
        String shownModel = or(model, "model", models(results));
        String shown = or(activation, "activation", activations(results));
        List<RunId> runs = results.runs().stream()
                .filter(result -> ReportMaker.activation(result).equals(shown))
                .map(Result::run)
                .filter(run -> run.dataset().equals(shownDataset) && run.model().equals(shownModel))
                .map(RunOutcome::run)
                .toList();
        Map<RunId, LearntActivation> known = learnt.of(runs);
        return ActivationChart.of(
                "%s as learnt by %s on %s, best epoch".formatted(shown, shownModel, shownDataset),
                runs.stream().map(known::get).filter(Objects::nonNull).toList());
    }

    private static List<String> datasets(Results results) {
        return results.runs().stream().map(result -> result.run().dataset()).toList();
    }

    private static List<String> models(Results results) {
        return results.runs().stream().map(result -> result.run().model()).toList();
    }

    /** Those that learn something first. */
    private static List<String> activations(Results results) {
        return results.runs().stream()
                .sorted(Comparator.comparing(result -> !learns(result.run().activation())))
                .map(ReportMaker::activation)
                .toList();
    }

    private static boolean learns(String activation) {
        return Activations.named(activation)
                .map(known -> !known.parameters().isEmpty())
                .orElse(false);
    }

    /** What was asked for, which must be there, else the first that is. */
    private static String or(@Nullable String asked, String parameter, List<String> there) {
        if (asked != null) {
            return choice(parameter, asked, new LinkedHashSet<>(there));
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
