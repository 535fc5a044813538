package dev.trainyard.registry;

import dev.trainyard.access.Caller;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.request.ApiController;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.request.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The versions of data sets over HTTP. */
@ApiController
@RequestMapping(path = "/v1/datasets/{name}/versions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Data sets")
class VersionController {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Versions versions;
    private final DatasetCatalog catalog;

    VersionController(Versions versions, DatasetCatalog catalog) {
        this.versions = versions;
        this.catalog = catalog;
    }

    @Operation(summary = "List the versions of a data set, newest first")
    @GetMapping
    Page<VersionView> datasetVersions(@PathVariable String name, @ParameterObject PageQuery query) {
        return versions.list(name, query);
    }

    @Operation(summary = "Show a version: how far it is, or what is in it")
    @GetMapping("/{version}")
    VersionView datasetVersion(@PathVariable String name, @PathVariable String version) {
        return versions.get(name, version);
    }

    @Operation(
            summary = "Show images of a version on one sheet",
            description =
                    "A row for each class in the order of `class_names`, the first hundred of them; of the images to train on.")
    @ApiResponse(
            responseCode = "200",
            description = "A picture.",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/{version}/preview", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> versionPreview(@PathVariable String name, @PathVariable String version) {
        VersionView shown = versions.get(name, version);
        if (shown.contents() == null) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "dataset_version_status_conflict",
                    "%s is %s: only one that is ready has a preview".formatted(shown.reference(), shown.status()));
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(A_DAY).cachePrivate()) // it never changes
                .body(sheet(name, version, shown.reference()));
    }

    private byte[] sheet(String name, String version, String reference) {
        try {
            return catalog.read(reference, PreviewSheet::png);
        } catch (DatasetUnavailableException e) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "dataset_unavailable", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException deletedMeanwhile) {
            throw new VersionNotFoundException(name, version);
        }
    }

    @Operation(summary = "Cancel the making of a version")
    @ApiResponse(responseCode = "202", description = "It is cancelled, or its maker is asked to stop.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{version}/cancel")
    VersionView cancelVersion(
            @PathVariable String name, @PathVariable String version, @AuthenticationPrincipal Caller caller) {
        return versions.cancel(name, version, caller.actor());
    }

    @Operation(summary = "Make a version that failed or was cancelled again, from where it was")
    @ApiResponse(responseCode = "202", description = "It waits to be made.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{version}/resume")
    VersionView resumeVersion(
            @PathVariable String name, @PathVariable String version, @AuthenticationPrincipal Caller caller) {
        return versions.resume(name, version, caller.actor());
    }

    @Operation(summary = "Delete a version that no run needs", description = "Its number is not given again.")
    @ApiResponse(responseCode = "204", description = "It is there no more.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{version}")
    void deleteVersion(
            @PathVariable String name, @PathVariable String version, @AuthenticationPrincipal Caller caller) {
        versions.delete(name, version, caller.actor());
    }
}
