package dev.trainyard.model;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.Safetensors;
import dev.trainyard.training.Engine;
import java.util.HexFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.springframework.stereotype.Service;

/**
 * The imported models, for those who compute with them. Whether the caller may see one is decided before, as for every
 * endpoint below {@code /v1/models/{id}}.
 */
@Service
public class ModelNetworks {
    private final ImportedModelRepository models;
    private final ModelFileStore files;
    private final DatasetCatalog datasets;

    ModelNetworks(ImportedModelRepository models, ModelFileStore files, DatasetCatalog datasets) {
        this.models = models;
        this.files = files;
        this.datasets = datasets;
    }

    /**
     * What there is to know of a model before its file is read.
     *
     * @param id as the API writes it
     * @param dataset whose classes its outputs are
     * @param normalization of the images that it takes
     * @param sha256 of its file, 64 hexadecimal digits
     */
    public record Ready(String id, String dataset, Normalization normalization, String sha256) {}

    /** Throws ModelNotFoundException if there is none. */
    public Ready find(String id) {
        ImportedModel model = models.require(id);
        return new Ready(
                model.modelId(),
                model.dataset(),
                model.normalization(),
                HexFormat.of().formatHex(model.sha256()));
    }

    /**
     * The network itself, which the caller closes.
     *
     * @throws ModelNotFoundException if it was deleted meanwhile
     * @throws ModelDamagedException if what is stored is not what was stored
     */
    public ComputationGraph network(Ready ready) {
        Engine.requireUsable();
        ImportedModel model = models.require(ready.id());
        byte[] file = files.load(model).orElseThrow(() -> new ModelNotFoundException(ready.id()));
        int classes = datasets.classes(model.dataset()).size();
        return ModelNetwork.of(model.network(classes, datasets.imageSize(model.dataset())), Safetensors.of(file));
    }
}
