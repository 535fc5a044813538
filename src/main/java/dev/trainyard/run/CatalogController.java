package dev.trainyard.run;

import dev.trainyard.activation.ActivationDescription;
import dev.trainyard.activation.Activations;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetDescription;
import dev.trainyard.network.ResNet;
import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a run can be made of. */
@ApiController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Catalogue")
class CatalogController {
    private static final int PAPERS_CLASSES = 10;

    private final DatasetCatalog datasets;

    CatalogController(DatasetCatalog datasets) {
        this.datasets = datasets;
    }

    record ActivationList(List<ActivationDescription> data) {}

    record ModelList(List<Model> data) {}

    /**
     * A network: {@code depth} weighted layers, in three stages of {@code blocksPerStage} residual blocks.
     *
     * @param parameters trained numbers for 10 classes, shortcut A and a fixed activation
     */
    record Model(String name, int depth, int blocksPerStage, long parameters) {}

    record DatasetList(List<DatasetDescription> data) {}

    @Operation(summary = "List the activations")
    @GetMapping("/activations")
    ActivationList activations() {
        return new ActivationList(Activations.all());
    }

    @Operation(summary = "List the models")
    @GetMapping("/models")
    ModelList models() {
        return new ModelList(ResNet.all().stream()
                .map(model -> new Model(
                        model.name(), model.depth(), model.blocksPerStage(), model.parameters(PAPERS_CLASSES)))
                .toList());
    }

    @Operation(summary = "List the data sets, and which of them are here already")
    @GetMapping("/datasets")
    DatasetList datasets() {
        return new DatasetList(datasets.describe());
    }
}
