package dev.trainyard.registry;

import dev.trainyard.access.Caller;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Data sets of one's own over HTTP. */
@ApiController
@RequestMapping(path = "/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Data sets")
class DatasetController {
    private final Datasets datasets;
    private final NewDatasetReader reader;

    DatasetController(Datasets datasets, NewDatasetReader reader) {
        this.datasets = datasets;
        this.reader = reader;
    }

    @Operation(
            summary = "Make a data set, without a version yet",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DatasetRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "It has a name; Location says where it is.",
            content = @Content(schema = @Schema(implementation = DatasetView.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DatasetView> createDataset(
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller) {
        DatasetView dataset = datasets.create(reader.read(body), caller);
        return ResponseEntity.created(URI.create("/v1/datasets/" + dataset.name()))
                .body(dataset);
    }

    @Operation(summary = "List the data sets of your own, and those that others share, newest first")
    @GetMapping("/registered")
    Page<DatasetView> registeredDatasets(@ParameterObject PageQuery query, @AuthenticationPrincipal Caller caller) {
        return datasets.list(query, caller);
    }

    @Operation(summary = "Show a data set of somebody's own")
    @GetMapping("/{name}")
    DatasetView registeredDataset(@PathVariable String name) {
        return datasets.get(name);
    }

    @Operation(
            summary = "Change what is said of a data set, or who may read it",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DatasetChange.class))))
    @PatchMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    DatasetView changeDataset(
            @PathVariable String name,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller) {
        return datasets.change(name, body, caller.actor());
    }

    @Operation(summary = "Delete a data set that has no versions any more")
    @ApiResponse(responseCode = "204", description = "It is there no more.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{name}")
    void deleteDataset(@PathVariable String name, @AuthenticationPrincipal Caller caller) {
        datasets.delete(name, caller.actor());
    }
}
