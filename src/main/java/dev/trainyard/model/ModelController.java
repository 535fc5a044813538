package dev.trainyard.model;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.ConditionalGet;
import dev.trainyard.run.NoCheckpointException;
import dev.trainyard.run.TrainedRun;
import dev.trainyard.run.TrainedRuns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

/** What a run has learnt, as a file. */
@ApiController
@Tag(name = "Runs")
class ModelController {
    private final TrainedRuns trained;
    private final ModelFiles files;

    ModelController(TrainedRuns trained, ModelFiles files) {
        this.trained = trained;
        this.files = files;
    }

    @Operation(
            summary = "Download the network of a run",
            description =
                    "As safetensors for PyTorch, as ONNX, or as a zip for Deeplearning4j; docs/models.md says what is in each.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = ModelFormat.SAFETENSORS_TYPE,
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = ModelFormat.ONNX_TYPE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = ModelFormat.DL4J_TYPE, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "304",
            description = "If-None-Match has its ETag: it is still the same checkpoint.",
            content = @Content)
    @GetMapping(
            path = "/v1/runs/{id}/model",
            produces = {ModelFormat.SAFETENSORS_TYPE, ModelFormat.ONNX_TYPE, ModelFormat.DL4J_TYPE})
    ResponseEntity<byte[]> model(
            @PathVariable String id,
            @Parameter(
                            description = "otherwise Accept decides, safetensors by default",
                            schema = @Schema(allowableValues = {"safetensors", "onnx", "dl4j"}))
                    @RequestParam(required = false)
                    @Nullable
                    String format,
            @Parameter(
                            description = "best by validation loss, or last",
                            schema =
                                    @Schema(
                                            allowableValues = {"best", "last"},
                                            defaultValue = "best"))
                    @RequestParam(required = false)
                    @Nullable
                    String checkpoint,
            WebRequest request) {
        ModelQuery query = ModelQuery.read(format, checkpoint, accepted(request));
        TrainedRun run = trained.find(id, query.checkpoint()).orElseThrow(() -> new NoCheckpointException(id));
        String version = "model-%s-%s".formatted(query.format().label(), run.sha256());
        ResponseEntity<byte[]> answer = ConditionalGet.answer(request, version, () -> file(query, run));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .headers(describing(query, run))
                .body(answer.getBody());
    }

    private byte[] file(ModelQuery query, TrainedRun run) {
        return trained.checkpoint(run)
                .map(checkpoint -> files.write(query.format(), run, checkpoint))
                .orElseThrow(() -> new NoCheckpointException(run.id().toString()));
    }

    private static HttpHeaders describing(ModelQuery query, TrainedRun run) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(query.format().type());
        headers.setContentDisposition(ContentDisposition.attachment()
                .filename(query.fileName(run.id().toString()))
                .build());
        return headers;
    }

    private static List<MediaType> accepted(WebRequest request) {
        String[] headers = request.getHeaderValues(HttpHeaders.ACCEPT);
        return headers == null ? List.of() : MediaType.parseMediaTypes(List.of(headers));
    }
}
