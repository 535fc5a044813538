package dev.trainyard.prediction;

import dev.trainyard.run.CheckpointChoice;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What somebody wants to know.
 *
 * @param images each a square as large as the images that the network is for, times red, green, blue
 * @param topK of how many classes, at most
 */
record PredictionRequest(List<byte[]> images, int topK, CheckpointChoice checkpoint) {
    private static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String IMAGES =
            "PNG, JPEG or lossy WebP in Base64, of any size; the network sees its largest square "
                    + "around the middle, made as large as the images that it was trained on";
    private static final String CLASSES = "most probable classes, at most";

    PredictionRequest {
        images = List.copyOf(images);
    }

    /** The same as it comes, for the OpenAPI description alone; {@link PredictionReader} reads it. */
    @Schema(name = "PredictionRequest")
    record Described(
            @ArraySchema(
                    minItems = 1,
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    schema = @Schema(format = "byte", example = IMAGE, description = IMAGES))
            List<String> images,

            @Schema(minimum = "1", maximum = "1000", defaultValue = "5", description = CLASSES)
            Integer topK,

            @Schema(
                    allowableValues = {"best", "last"},
                    defaultValue = "best")
            String checkpoint) {}

    /** A request to an imported model, for the description alone. */
    @Schema(name = "ModelPredictionRequest")
    record DescribedForModel(
            @ArraySchema(
                    minItems = 1,
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    schema = @Schema(format = "byte", example = IMAGE, description = IMAGES))
            List<String> images,

            @Schema(minimum = "1", maximum = "1000", defaultValue = "5", description = CLASSES)
            Integer topK) {}
}
