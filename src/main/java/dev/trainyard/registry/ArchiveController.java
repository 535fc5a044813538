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
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Archives that come in one piece, over HTTP. */
@ApiController
@Tag(name = "Data sets")
class ArchiveController {
    private static final String ZIP = "application/zip";
    private static final String TAR = "application/x-tar";
    private static final String GZIP = "application/gzip";

    private final Uploads uploads;

    ArchiveController(Uploads uploads) {
        this.uploads = uploads;
    }

    @Operation(
            summary = "Make a version from an archive",
            description =
                    "A zip, tar or tar.gz; large ones rather in parts, see uploads. The parameters are the fields of an"
                            + " upload: `image_size`, `resize`, `test_fraction`, `seed`, `on_damaged`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(
            responseCode = "202",
            description = "It has come, and waits to be made a version; Location says where to look.",
            content = @Content(schema = @Schema(implementation = VersionView.class)))
    @PostMapping(
            path = "/v1/datasets/{name}/versions",
            consumes = {MediaType.APPLICATION_OCTET_STREAM_VALUE, ZIP, TAR, GZIP},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VersionView> createVersion(
            @PathVariable String name,
            @Parameter(hidden = true) @RequestParam Map<String, String> options,
            InputStream archive,
            @AuthenticationPrincipal Caller caller) {
        UploadView upload = uploads.begin(name, UploadOptions.read(options));
        uploads.put(name, upload.id(), "1", null, archive);
        VersionView version = uploads.complete(name, upload.id(), caller.actor());
        URI location = URI.create("/v1/datasets/%s/versions/%d".formatted(name, version.version()));
        return ResponseEntity.accepted().location(location).body(version);
    }
}
