package dev.trainyard.registry;

import dev.trainyard.access.Caller;
import dev.trainyard.request.ApiController;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Archives that come in parts, over HTTP. */
@ApiController
@RequestMapping(path = "/v1/datasets/{name}/uploads", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Data sets")
class UploadController {
    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    @Operation(
            summary = "Begin to send an archive in parts",
            description = "The body says how the archive becomes a version; `{}` is enough.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = UploadRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Parts may come; Location says where the upload is.",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UploadView> beginUpload(
            @PathVariable String name, @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        UploadView upload = uploads.begin(name, UploadOptions.read(body));
        return ResponseEntity.created(URI.create("/v1/datasets/%s/uploads/%s".formatted(name, upload.id())))
                .body(upload);
    }

    @Operation(summary = "Show which parts of an archive have come")
    @GetMapping("/{upload}")
    UploadView upload(@PathVariable String name, @PathVariable String upload) {
        return uploads.get(name, upload);
    }

    @Operation(
            summary = "Send a part of an archive, or send it again",
            description =
                    "Parts are numbered from 1 and may come in any order; a part that comes again takes the place of the first.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @PutMapping(path = "/{upload}/parts/{number}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    UploadView putPart(
            @PathVariable String name,
            @PathVariable String upload,
            @PathVariable String number,
            @Parameter(description = "what the part's SHA-256 should be, in hexadecimal digits")
                    @RequestParam(required = false)
                    @Nullable
                    String sha256,
            InputStream content) {
        return uploads.put(name, upload, number, sha256, content);
    }

    @Operation(summary = "Have a version made of all parts")
    @ApiResponse(responseCode = "202", description = "The version waits to be made.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{upload}/complete")
    VersionView completeUpload(
            @PathVariable String name, @PathVariable String upload, @AuthenticationPrincipal Caller caller) {
        return uploads.complete(name, upload, caller.actor());
    }

    @Operation(summary = "Forget an upload that is not complete")
    @ApiResponse(responseCode = "204", description = "It is there no more.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{upload}")
    void deleteUpload(@PathVariable String name, @PathVariable String upload) {
        uploads.delete(name, upload);
    }
}
