package dev.trainyard.model;

import dev.trainyard.network.ResNet;
import dev.trainyard.run.WeightsSource;
import dev.trainyard.run.WeightsUnavailableException;
import dev.trainyard.training.StoredWeights;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Imported models as weights for runs to begin with. */
@Component
class ModelWeights implements WeightsSource {
    private final ImportedModelRepository models;
    private final ModelFileStore files;

    ModelWeights(ImportedModelRepository models, ModelFileStore files) {
        this.models = models;
        this.files = files;
    }

    @Override
    public Optional<Description> describe(String id) {
        return ModelIds.MODEL.parse(id).flatMap(models::findById).map(ModelWeights::describe);
    }

    private static Description describe(ImportedModel model) {
        return new Description(
                model.owner(),
                ResNet.named(model.model()).orElseThrow(),
                model.activation(),
                model.shortcut(),
                model.dataset(),
                model.normalization(),
                sha256(model),
                "");
    }

    @Override
    public boolean hold(String id) {
        Optional<UUID> model = ModelIds.MODEL.parse(id);
        return model.isEmpty() || model.flatMap(models::hold).isPresent();
    }

    @Override
    public Optional<StoredWeights> load(String id, String sha256) {
        try {
            return ModelIds.MODEL
                    .parse(id)
                    .flatMap(models::findById)
                    .filter(model -> sha256(model).equals(sha256))
                    .flatMap(files::load)
                    .map(StoredWeights::of);
        } catch (ModelDamagedException e) {
            throw new WeightsUnavailableException(String.valueOf(e.getBody().getDetail()));
        }
    }

    private static String sha256(ImportedModel model) {
        return HexFormat.of().formatHex(model.sha256());
    }
}
