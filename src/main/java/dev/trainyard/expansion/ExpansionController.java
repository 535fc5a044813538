package dev.trainyard.expansion;

import dev.trainyard.access.Caller;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.registry.VersionView;
import dev.trainyard.registry.Versions;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Data sets that grow by pictures of the web, over HTTP. */
@ApiController
@RequestMapping(path = "/v1/datasets/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Data sets")
class ExpansionController {
    private final Expansions expansions;
    private final ReceivedLists lists;
    private final Strikes strikes;
    private final Versions versions;

    ExpansionController(Expansions expansions, ReceivedLists lists, Strikes strikes, Versions versions) {
        this.expansions = expansions;
        this.lists = lists;
        this.strikes = strikes;
        this.versions = versions;
    }

    @Operation(
            summary = "Make a version of a base and pictures of the web",
            description =
                    "A list may also come as `text/csv` with a header of `url`, `label`, and, if you like, `split` and `licence`, or as JSON lines"
                            + " (`application/jsonl`) of such objects;"
                            + " the other fields are parameters then.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExpansionRequest.class))))
    @ApiResponse(
            responseCode = "202",
            description = "The version waits to be made; Location says where to look.",
            content = @Content(schema = @Schema(implementation = VersionView.class)))
    @PostMapping(path = "/expansions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VersionView> expand(
            @PathVariable String name,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller) {
        DatasetDescription base = expansions.base(name, ExpansionReader.base(body));
        ExpansionReader.Asked asked = ExpansionReader.read(body, base.name(), base.classNames());
        return accepted(
                expansions.begin(name, asked.options(), asked.images().iterator(), asked.sources(), caller.actor()));
    }

    @Hidden // two bodies of one operation are too much for generators of clients
    @PostMapping(
            path = "/expansions",
            consumes = {"text/csv", "application/jsonl", "application/x-ndjson"})
    ResponseEntity<VersionView> expandByList(
            @PathVariable String name,
            @RequestParam Map<String, String> parameters,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            InputStream list,
            @AuthenticationPrincipal Caller caller)
            throws IOException {
        DatasetDescription base = expansions.base(name, parameters.getOrDefault("base", ""));
        ExpansionOptions options = ExpansionReader.read(parameters, base.name());
        WantedReader reader = new WantedReader(base.classNames(), options.newClasses());
        try (InputStream received = lists.receive(list);
                Manifest manifest = Manifest.of(mediaType, received, reader)) {
            return accepted(expansions.begin(name, options, manifest, List.of(), caller.actor()));
        }
    }

    private static ResponseEntity<VersionView> accepted(VersionView version) {
        URI location = URI.create("/v1/datasets/%s/versions/%d".formatted(version.dataset(), version.version()));
        return ResponseEntity.accepted().location(location).body(version);
    }

    @Operation(
            summary = "Strike a picture: no later version has it",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = StrikeRequest.class))))
    @ApiResponse(responseCode = "201", description = "Versions that are made from now on are without it.")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping(path = "/strikes", consumes = MediaType.APPLICATION_JSON_VALUE)
    Strikes.Strike strike(
            @PathVariable String name, @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        versions.requireDataset(name);
        return strikes.add(name, body);
    }

    @Operation(summary = "List the pictures that were struck")
    @GetMapping("/strikes")
    Page<Strikes.Strike> strikes(@PathVariable String name, @ParameterObject PageQuery query) {
        versions.requireDataset(name);
        return strikes.list(name, query);
    }
}
