package dev.trainyard.run;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.EventOutput;
import dev.trainyard.request.EventText;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The events of a run as a stream (server-sent events). */
@ApiController
@Tag(name = "Runs")
class RunEventController {
    private static final String LAST_EVENT = "Last-Event-ID";

    private final RunNewsReader reader;
    private final RunEventFeed feed;
    private final Clock clock;

    RunEventController(RunNewsReader reader, RunEventFeed feed, Clock clock) {
        this.reader = reader;
        this.feed = feed;
        this.clock = clock;
    }

    @Operation(
            summary = "Listen to a run",
            description = "First what has happened, then what happens: `status`, `epoch`, `checkpoint`, `step` (the"
                    + " latest alone) and, last, `done`. The data of each is JSON.")
    @ApiResponse(
            responseCode = "200",
            description = "A stream of events; it ends with `done`.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = String.class)))
    @ApiResponse(
            responseCode = "204",
            description = "The run has ended, and you have all of it: do not come back.",
            content = @Content)
    @GetMapping(path = "/v1/runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @PathVariable String id,
            @Parameter(description = "the `id` of the last event that you have")
                    @RequestHeader(name = LAST_EVENT, required = false)
                    @Nullable
                    String lastEvent,
            @Parameter(description = "the same, for clients that cannot set the header, which goes before it")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long position = lastEvent == null ? sequence("?after", after) : sequence(LAST_EVENT, lastEvent);
        Optional<RunEventCursor> cursor = reader.begin(id, position);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (cursor.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        if (feed.isFull()) {
            throw new TooManyListenersException();
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep events back
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            var output = EventOutput.open(request.startAsync(), EventText.GREETING);
            feed.add(new RunListener(output, cursor.get(), clock.instant()));
        }
    }

    private static long sequence(String parameter, @Nullable String value) {
        if (value == null) {
            return 0;
        }
        if (!value.matches("[0-9]{1,18}")) {
            throw new InvalidRequestException(List.of(new Invalid(
                    parameter, "%s is %s".formatted(parameter, JsonKind.quoted(value)), "the id of an event")));
        }
        return Long.parseLong(value);
    }
}
