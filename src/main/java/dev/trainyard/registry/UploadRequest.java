package dev.trainyard.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an archive becomes a version; for the API's description alone. */
@Schema(
        example =
                "{\"image_size\": 32, \"resize\": \"fit\", \"test_fraction\": 0.1, \"seed\": 7, \"on_damaged\": \"skip\"}")
record UploadRequest(
        @Schema(description = "rows and columns of an image: 32 or 64", type = "integer", defaultValue = "32") @Nullable
        Integer imageSize,

        @Schema(
                description =
                        "how pictures of another shape are made square: the middle of them, or all of them in a frame",
                allowableValues = {"crop", "fit"},
                defaultValue = "crop")
        @Nullable
        String resize,

        @Schema(
                description = "images to test with, where the archive has no folders for that",
                minimum = "0.01",
                maximum = "0.9",
                defaultValue = "0.2")
        @Nullable
        Double testFraction,

        @Schema(description = "of that choice", minimum = "0", defaultValue = "0") @Nullable
        Long seed,

        @Schema(
                description = "what a picture that cannot be read does",
                allowableValues = {"fail", "skip"},
                defaultValue = "fail")
        @Nullable
        String onDamaged) {}
