package dev.trainyard.prediction;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.model.ModelNetworks;
import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;

/** What an imported model sees in images, over HTTP. */
@ApiController
@Tag(name = "Models")
class ModelPredictionController {
    private final ModelNetworks models;
    private final PredictionReader reader;
    private final Predictor predictor;
    private final DatasetCatalog datasets;

    ModelPredictionController(
            ModelNetworks models, PredictionReader reader, Predictor predictor, DatasetCatalog datasets) {
        this.models = models;
        this.reader = reader;
        this.predictor = predictor;
        this.datasets = datasets;
    }

    @Operation(
            summary = "Predict the classes of images with an imported model",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    PredictionRequest.DescribedForModel.class))))
    @PostMapping(
            path = "/v1/models/{id}/predictions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ModelPredictions predictWithModel(
            @PathVariable String id, @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        ModelNetworks.Ready model = models.find(id);
        PredictionRequest request = reader.readForModel(body, datasets.imageSize(model.dataset()));
        Predictor.Source source =
                new Predictor.Source(model.sha256(), () -> models.network(model), model.normalization());
        List<float[]> seen = predictor.predict(source, request.images());
        return new ModelPredictions(model.id(), Predictions.named(model.dataset(), seen, request.topK(), datasets));
    }
}
