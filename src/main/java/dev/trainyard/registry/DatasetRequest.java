package dev.trainyard.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A data set as it is asked for; for the API's description alone. */
record DatasetRequest(
        @Schema(pattern = "[a-z0-9][a-z0-9-]{0,62}", example = "birds")
        String name,

        @Schema(description = "for people") @Nullable String description,

        @Schema(description = "whether everybody may read it and train on it", defaultValue = "false") @Nullable
        Boolean shared) {}
