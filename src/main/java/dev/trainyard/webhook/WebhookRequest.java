package dev.trainyard.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;

/** The request for a webhook, for the OpenAPI description alone; {@link WebhookRequestReader} reads it. */
@Schema(description = "A URL to call when one of your runs ends.")
record WebhookRequest(
        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 2000, example = "https://example.com/hooks/trainyard")
        String url,

        @Schema(
                description = "by default all",
                allowableValues = {"run.succeeded", "run.failed", "run.cancelled"})
        List<String> events,

        @Schema(defaultValue = "true") Boolean enabled) {}
