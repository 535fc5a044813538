package dev.trainyard.model;

import dev.trainyard.access.Caller;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Models that come in, over HTTP. */
@ApiController
@RequestMapping(path = "/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models")
class ImportController {
    private static final int LONGEST_NAME = 200;

    private final ModelImports imports;
    private final ImportedModels models;

    ImportController(ModelImports imports, ImportedModels models) {
        this.imports = imports;
        this.models = models;
    }

    @Operation(
            summary = "Import the weights of a CIFAR ResNet from a safetensors file, and test them",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = ModelFormat.SAFETENSORS_TYPE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(
            responseCode = "201",
            description = "It was tested on all test images of the data set, and is stored.",
            content = @Content(schema = @Schema(implementation = ModelView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "You have imported the same file for the same data set before: the model as it is.",
            content = @Content(schema = @Schema(implementation = ModelView.class)))
    @PostMapping(consumes = {MediaType.APPLICATION_OCTET_STREAM_VALUE, ModelFormat.SAFETENSORS_TYPE})
    ResponseEntity<ModelView> importModel(
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(description = "for people") @RequestParam(required = false) @Nullable String name,
            @Parameter(description = "see /v1/datasets; that of the file's metadata where left out")
                    @RequestParam(required = false)
                    @Nullable
                    String dataset,
            @AuthenticationPrincipal Caller caller) {
        if (name != null && !JsonKind.isClean(name, LONGEST_NAME)) {
            throw new InvalidRequestException(List.of(Invalid.parameter(
                    "name", name, "a text of 1 to %d characters, no control characters".formatted(LONGEST_NAME))));
        }
        byte[] content = body == null ? new byte[0] : body;
        ModelImports.Imported imported =
                imports.take(new NewModel(content, name, dataset, caller.owner(), caller.actor()));
        URI location = URI.create("/v1/models/" + imported.model().id());
        return imported.created()
                ? ResponseEntity.created(location).body(imported.model())
                : ResponseEntity.ok().location(location).body(imported.model());
    }

    @Operation(summary = "List the imported models that you see, newest first")
    @GetMapping("/imported")
    Page<ModelView> importedModels(@ParameterObject PageQuery query, @AuthenticationPrincipal Caller caller) {
        return models.list(query, caller);
    }

    @Operation(summary = "Show an imported model")
    @GetMapping("/{id}")
    ModelView importedModel(@PathVariable String id) {
        return models.get(id);
    }

    @Operation(summary = "Delete an imported model with its file, unless a run that has not ended begins with it")
    @ApiResponse(responseCode = "204", description = "It is there no more.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    void deleteModel(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        models.delete(id, caller.actor());
    }
}
