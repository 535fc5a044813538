package dev.trainyard.prediction;

import dev.trainyard.run.CheckpointChoice;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What somebody wants to know.
 *
 * @param images each 32 x 32 pixels times red, green, blue
 * @param topK of how many classes, at most
 */
record PredictionRequest(List<byte[]> images, int topK, CheckpointChoice checkpoint) {
    PredictionRequest {
        images = List.copyOf(images);
    }

    /** The same as it comes, for the OpenAPI description alone; {@link PredictionReader} reads it. */
    @Schema(name = "PredictionRequest")
    record Described(
            @ArraySchema(
                    minItems = 1,
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    schema =
                            @Schema(
                                    format = "byte",
                                    example =
                                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
                                    description =
                                            "PNG, JPEG or lossy WebP in Base64, of any size; the network sees its largest square "
                                                    + "around the middle, 32 x 32 pixels large"))
            List<String> images,

            @Schema(minimum = "1", maximum = "1000", defaultValue = "5", description = "most probable classes, at most")
            Integer topK,

            @Schema(
                    allowableValues = {"best", "last"},
                    defaultValue = "best")
            String checkpoint) {}
}
