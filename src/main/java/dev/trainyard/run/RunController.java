package dev.trainyard.run;

import dev.trainyard.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Runs over HTTP. */
@RestController
@RequestMapping("/v1/runs")
@Tag(name = "Runs")
class RunController {
    private final Runs runs;
    private final RunRequestReader reader;

    RunController(Runs runs, RunRequestReader reader) {
        this.runs = runs;
        this.reader = reader;
    }

    @Operation(
            summary = "Submit a run",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RunRequest.class))))
    @ApiResponse(responseCode = "201", description = "It waits in the queue; Location says where to look.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RunView> submit(@RequestBody JsonNode body, @AuthenticationPrincipal Caller caller) {
        RunView run = runs.submit(reader.read(body), caller.owner());
        return ResponseEntity.created(URI.create("/v1/runs/" + run.summary().id()))
                .body(run);
    }

    @Operation(summary = "List the runs that you see, newest first")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    RunPage list(@ParameterObject RunQuery query, @AuthenticationPrincipal Caller caller) {
        return runs.list(query, caller);
    }

    @Operation(summary = "Show a run with all that is known of it")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    RunView get(@PathVariable String id) {
        return runs.get(id);
    }

    @Operation(summary = "List the epochs that a run has made, as JSON or as CSV")
    @GetMapping(
            path = "/{id}/epochs",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    EpochList epochs(@PathVariable String id) {
        return runs.epochs(id);
    }

    @Operation(summary = "Cancel a run")
    @ApiResponse(responseCode = "202", description = "It is cancelled, or its worker is asked to stop.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    RunView cancel(@PathVariable String id) {
        return runs.cancel(id);
    }
}
