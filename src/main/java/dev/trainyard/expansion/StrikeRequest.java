package dev.trainyard.expansion;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A picture that is to be struck: by one of url and sha256; for the API's description alone. */
@Schema(example = "{\"url\": \"https://images.example/1.png\", \"reason\": \"its author asks for it\"}")
record StrikeRequest(
        @Nullable String url,

        @Schema(description = "of its file or of its pixels") @Nullable
        String sha256,

        @Schema(description = "for people") @Nullable String reason) {}
