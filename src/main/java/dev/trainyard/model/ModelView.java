package dev.trainyard.model;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.training.Evaluation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An imported model.
 *
 * @param model its architecture, a name of {@code GET /v1/models}
 * @param parameters how many numbers it has learnt
 * @param dataset whose classes its outputs are, and whose test images it was tested on
 * @param normalization of the images that it takes
 * @param sha256 of its file, 64 hexadecimal digits
 * @param bytes of its file
 */
record ModelView(
        String id,
        @Nullable String name,
        String owner,
        String model,
        Activation activation,
        String shortcut,
        long parameters,
        String dataset,
        Normalization normalization,
        Evaluation test,
        String sha256,
        int bytes,
        Instant createdAt) {

    /** Its activation; the learnt values are in the file. */
    @Schema(name = "ModelActivation") // a run's has more, and the name
    record Activation(String name, String sharing, List<String> terms) {
        static Activation of(ActivationSpec spec) {
            return new Activation(spec.name(), spec.sharing().name().toLowerCase(Locale.ROOT), spec.terms());
        }
    }

    static ModelView of(ImportedModel model) {
        return new ModelView(
                model.modelId(),
                model.name(),
                model.owner(),
                model.model(),
                Activation.of(model.activation()),
                model.shortcut().name(),
                model.parameters(),
                model.dataset(),
                model.normalization(),
                model.test(),
                HexFormat.of().formatHex(model.sha256()),
                model.bytes(),
                model.createdAt());
    }
}
