package dev.trainyard.experiment;

import dev.trainyard.access.Caller;
import dev.trainyard.idempotency.IdempotentRequests;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.run.RunBatches;
import dev.trainyard.run.RunEstimate;
import dev.trainyard.run.RunEstimates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Experiments over HTTP. */
@ApiController
@RequestMapping(path = "/v1/experiments", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Experiments")
class ExperimentController {
    private final Experiments experiments;
    private final ExperimentReader reader;
    private final RunBatches runs;
    private final RunEstimates estimates;
    private final IdempotentRequests requests;

    ExperimentController(
            Experiments experiments,
            ExperimentReader reader,
            RunBatches runs,
            RunEstimates estimates,
            IdempotentRequests requests) {
        this.experiments = experiments;
        this.reader = reader;
        this.runs = runs;
        this.estimates = estimates;
        this.requests = requests;
    }

    @Operation(
            summary = "Submit a grid of runs",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExperimentRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "All its runs wait in the queue; Location says where to look.",
            content = @Content(schema = @Schema(implementation = ExperimentView.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> createExperiment(
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @Parameter(description = "whatever you call this request: sent again, it makes no second experiment")
                    @RequestHeader(name = IdempotentRequests.HEADER, required = false)
                    @Nullable
                    String key,
            @AuthenticationPrincipal Caller caller) {
        String owner = caller.owner();
        Supplier<ResponseEntity<ExperimentView>> creation = () -> created(experiments.create(reader.read(body), owner));
        return key == null ? creation.get() : requests.answer(owner, key, body, creation);
    }

    private static ResponseEntity<ExperimentView> created(ExperimentView experiment) {
        URI location = URI.create("/v1/experiments/" + experiment.summary().id());
        return ResponseEntity.created(location).body(experiment);
    }

    @Operation(
            summary = "Say how many runs a grid has and what they will take, and submit none",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExperimentRequest.class))))
    @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    RunEstimate previewExperiment(@org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        return estimates.of(reader.read(body).runs());
    }

    @Operation(summary = "List the experiments that you see, newest first")
    @GetMapping
    Page<ExperimentSummary> experiments(@ParameterObject PageQuery query, @AuthenticationPrincipal Caller caller) {
        return experiments.list(query, caller);
    }

    @Operation(summary = "Show an experiment with its runs")
    @GetMapping("/{id}")
    ExperimentView experiment(@PathVariable String id) {
        return experiments.get(id);
    }

    @Operation(
            summary = "Train all combinations with more seeds",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExperimentSeeds.class))))
    @ApiResponse(responseCode = "202", description = "Their runs wait in the queue.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/{id}/seeds", consumes = MediaType.APPLICATION_JSON_VALUE)
    ExperimentView addSeeds(
            @PathVariable String id, @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        return experiments.addSeeds(id, body);
    }

    @Operation(summary = "Cancel all runs that have not ended")
    @ApiResponse(
            responseCode = "202",
            description = "Those that wait are cancelled, the workers of others asked to stop.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{id}/cancel")
    Changed cancelExperiment(@PathVariable String id) {
        return new Changed(runs.cancel(experiments.runs(id)));
    }

    @Operation(summary = "Pause all runs that wait or are trained")
    @ApiResponse(responseCode = "202", description = "Those that wait are paused, the workers of others asked to stop.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{id}/pause")
    Changed pauseExperiment(@PathVariable String id) {
        return new Changed(runs.pause(experiments.runs(id)));
    }

    @Operation(summary = "Resume all runs that are paused")
    @ApiResponse(responseCode = "202", description = "They wait in the queue again.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{id}/resume")
    Changed resumeExperiment(@PathVariable String id) {
        return new Changed(runs.resume(experiments.runs(id)));
    }
}
