package dev.trainyard.run;

import dev.trainyard.access.Caller;
import dev.trainyard.idempotency.IdempotentRequests;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.ConditionalGet;
import dev.trainyard.request.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.JsonNode;

/** Runs over HTTP. */
@ApiController
@RequestMapping("/v1/runs")
@Tag(name = "Runs")
class RunController {
    private static final String NOT_MODIFIED = "If-None-Match has its ETag: nothing has changed.";

    /** A film of two seconds. */
    private static final Points FUNCTIONS = new Points(60);

    private final Runs runs;
    private final RunSummaries summaries;
    private final RunLookup lookup;
    private final RunRequestReader reader;
    private final IdempotentRequests requests;

    RunController(
            Runs runs, RunSummaries summaries, RunLookup lookup, RunRequestReader reader, IdempotentRequests requests) {
        this.runs = runs;
        this.summaries = summaries;
        this.lookup = lookup;
        this.reader = reader;
        this.requests = requests;
    }

    @Operation(
            summary = "Submit a run",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RunRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "It waits in the queue; Location says where to look.",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> submit(
            @RequestBody JsonNode body,
            @Parameter(description = "whatever you call this request: sent again, it makes no second run")
                    @RequestHeader(name = IdempotentRequests.HEADER, required = false)
                    @Nullable
                    String key,
            @AuthenticationPrincipal Caller caller) {
        String owner = caller.owner();
        Supplier<ResponseEntity<RunView>> submission = () -> created(runs.submit(reader.read(body), owner));
        return key == null ? submission.get() : requests.answer(owner, key, body, submission);
    }

    private static ResponseEntity<RunView> created(RunView run) {
        return ResponseEntity.created(URI.create("/v1/runs/" + run.summary().id()))
                .body(run);
    }

    @Operation(summary = "List the runs that you see, newest first")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = NOT_MODIFIED, content = @Content)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Page<RunSummary>> list(
            @ParameterObject RunQuery query, @AuthenticationPrincipal Caller caller, WebRequest request) {
        RunPage found = runs.list(query, caller);
        return ConditionalGet.answer(request, found.version(), () -> summaries.of(found.runs()));
    }

    @Operation(summary = "Show a run with all that is known of it")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = NOT_MODIFIED, content = @Content)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RunView> get(@PathVariable String id, WebRequest request) {
        String version = "run-" + lookup.versions(id).run();
        return ConditionalGet.answer(request, version, () -> runs.get(id));
    }

    @Operation(summary = "List the epochs that a run has made, as JSON or as CSV")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = NOT_MODIFIED, content = @Content)
    @GetMapping(
            path = "/{id}/epochs",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    ResponseEntity<EpochList> epochs(
            @PathVariable String id,
            @Parameter(
                            description = "at most so many: every n-th of them, with the first, the best and the last",
                            schema = @Schema(type = "integer", minimum = "2", maximum = "10000"))
                    @RequestParam(required = false)
                    @Nullable
                    String points,
            WebRequest request) {
        Points wanted = Points.parse(points, Points.ALL);
        // Who has the JSON does not have the CSV: what is accepted belongs to the version.
        String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        String version = "epochs-%d-%08x".formatted(lookup.versions(id).epochs(), accept.hashCode());
        return ConditionalGet.answer(request, version, () -> runs.epochs(id, wanted));
    }

    @Operation(summary = "Show the activation of a run as the function that it has become, epoch by epoch")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = NOT_MODIFIED, content = @Content)
    @GetMapping(path = "/{id}/functions", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<LearntFunctions> functions(
            @PathVariable String id,
            @Parameter(
                            description = "at most so many epochs",
                            schema = @Schema(type = "integer", minimum = "2", maximum = "10000", defaultValue = "60"))
                    @RequestParam(required = false)
                    @Nullable
                    String points,
            WebRequest request) {
        Points wanted = Points.parse(points, FUNCTIONS);
        String version = "functions-" + lookup.versions(id).epochs();
        return ConditionalGet.answer(request, version, () -> runs.functions(id, wanted));
    }

    @Operation(summary = "Pause a run")
    @ApiResponse(
            responseCode = "202",
            description = "It is paused, or its worker is asked to stop; asking again changes nothing.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/{id}/pause", produces = MediaType.APPLICATION_JSON_VALUE)
    RunView pause(@PathVariable String id) {
        return runs.pause(id);
    }

    @Operation(summary = "Resume a paused run from its last checkpoint")
    @ApiResponse(responseCode = "202", description = "It waits in the queue again.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/{id}/resume", produces = MediaType.APPLICATION_JSON_VALUE)
    RunView resume(@PathVariable String id) {
        return runs.resume(id);
    }

    @Operation(
            summary = "Let a run that has succeeded make more epochs",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Extension.class))))
    @ApiResponse(responseCode = "202", description = "It waits in the queue again, to go on from its last checkpoint.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(
            path = "/{id}/extend",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    RunView extend(@PathVariable String id, @RequestBody JsonNode body) {
        return runs.extend(id, Extension.read(body));
    }

    @Operation(summary = "Cancel a run")
    @ApiResponse(responseCode = "202", description = "It is cancelled, or its worker is asked to stop.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    RunView cancel(@PathVariable String id) {
        return runs.cancel(id);
    }
}
