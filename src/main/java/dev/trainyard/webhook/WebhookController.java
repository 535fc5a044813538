package dev.trainyard.webhook;

import dev.trainyard.access.Caller;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Webhooks over HTTP. */
@ApiController
@RequestMapping("/v1/webhooks")
@Tag(name = "Webhooks")
class WebhookController {
    private final Webhooks webhooks;
    private final WebhookRequestReader reader;

    WebhookController(Webhooks webhooks, WebhookRequestReader reader) {
        this.webhooks = webhooks;
        this.reader = reader;
    }

    record WebhookList(List<WebhookView> data) {}

    @Operation(
            summary = "Have a URL called when one of your runs ends",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = WebhookRequest.class))))
    @ApiResponse(responseCode = "201", description = "It has a secret, which is shown this once.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CreatedWebhook> createWebhook(@RequestBody JsonNode body, @AuthenticationPrincipal Caller caller) {
        CreatedWebhook created = webhooks.create(reader.read(body), caller.owner());
        return ResponseEntity.created(
                        URI.create("/v1/webhooks/" + created.webhook().id()))
                .body(created);
    }

    @Operation(summary = "List your webhooks")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    WebhookList webhooks(@AuthenticationPrincipal Caller caller) {
        return new WebhookList(webhooks.list(caller.owner()));
    }

    @Operation(summary = "Show a webhook")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    WebhookView webhook(@PathVariable String id) {
        return webhooks.get(id);
    }

    @Operation(summary = "Delete a webhook with its deliveries")
    @ApiResponse(responseCode = "204", description = "It is called no more.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    void deleteWebhook(@PathVariable String id) {
        webhooks.delete(id);
    }

    @Operation(summary = "List the deliveries of a webhook, newest first; they are kept for 30 days")
    @GetMapping(path = "/{id}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<DeliveryView> deliveries(
            @PathVariable String id,
            @Parameter(description = "the `next` of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(
                            description = "deliveries on a page",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        return webhooks.deliveries(id, new PageQuery(after, limit));
    }
}
