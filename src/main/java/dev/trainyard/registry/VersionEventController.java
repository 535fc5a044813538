package dev.trainyard.registry;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.EventOutput;
import dev.trainyard.request.EventText;
import dev.trainyard.request.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The making of a version as a stream (server-sent events). */
@ApiController
@Tag(name = "Data sets")
class VersionEventController {
    private final Versions versions;
    private final VersionFeed feed;

    VersionEventController(Versions versions, VersionFeed feed) {
        this.versions = versions;
        this.feed = feed;
    }

    @Operation(
            summary = "Listen to the making of a version",
            description = "`progress` with the version as it is now, whenever it changes; `done` with it, last.")
    @ApiResponse(
            responseCode = "200",
            description = "A stream of events; it ends with `done`.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = String.class)))
    @GetMapping(path = "/v1/datasets/{name}/versions/{version}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void versionEvents(
            @PathVariable String name,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        versions.get(name, version);
        if (feed.isFull()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "too_many_listeners", "As many listen already as can be served");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep events back
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            feed.add(name, version, EventOutput.open(request.startAsync(), EventText.GREETING));
        }
    }
}
