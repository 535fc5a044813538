package dev.trainyard.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to change of a data set; for the API's description alone. */
record DatasetChange(
        @Schema(description = "for people") @Nullable String description,

        @Schema(description = "whether everybody may read it and train on it") @Nullable
        Boolean shared) {}
