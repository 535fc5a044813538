package dev.trainyard.prediction;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.request.ApiController;
import dev.trainyard.run.NoCheckpointException;
import dev.trainyard.run.TrainedRun;
import dev.trainyard.run.TrainedRuns;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** What a run's network sees in images, over HTTP. */
@ApiController
@Tag(name = "Runs")
class PredictionController {
    private static final String PATH = "/v1/runs/{id}/predictions";

    private final TrainedRuns trained;
    private final PredictionReader reader;
    private final Predictor predictor;
    private final DatasetCatalog datasets;
    private final PredictionSettings settings;

    PredictionController(
            TrainedRuns trained,
            PredictionReader reader,
            Predictor predictor,
            DatasetCatalog datasets,
            PredictionSettings settings) {
        this.trained = trained;
        this.reader = reader;
        this.predictor = predictor;
        this.datasets = datasets;
        this.settings = settings;
    }

    @Operation(
            summary = "Predict the classes of images with the network of a run",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = PredictionRequest.Described.class))))
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Predictions predict(@PathVariable String id, @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        return predictions(id, reader.read(body, imageSize(id)));
    }

    /** Left out of the description: of two bodies for one operation, generators of clients make what does not compile. */
    @Hidden
    @PostMapping(
            path = PATH,
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Predictions predictForm(@PathVariable String id, HttpServletRequest form) {
        return predictions(id, reader.read(PredictionForm.read(form, settings.maxImages()), imageSize(id)));
    }

    private int imageSize(String id) {
        return datasets.imageSize(trained.recipe(id).dataset());
    }

    private Predictions predictions(String id, PredictionRequest request) {
        TrainedRun run = trained.find(id, request.checkpoint()).orElseThrow(() -> new NoCheckpointException(id));
        Predictor.Source source = new Predictor.Source(
                run.sha256(),
                () -> trained.checkpoint(run)
                        .orElseThrow(() -> new NoCheckpointException(id))
                        .network(),
                run.recipe().normalization());
        return Predictions.of(run, predictor.predict(source, request.images()), request.topK(), datasets);
    }
}
