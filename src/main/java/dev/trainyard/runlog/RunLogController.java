package dev.trainyard.runlog;

import dev.trainyard.request.ApiController;
import dev.trainyard.request.ConditionalGet;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunNotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

/** The log of a run as plain text. */
@ApiController
@Tag(name = "Runs")
class RunLogController {
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final RunLogStore store;

    RunLogController(RunLogStore store) {
        this.store = store;
    }

    @Operation(
            summary = "Show what the workers of a run have logged",
            description =
                    "A line each: time, level, attempt, message. Lines are only ever added, until they are deleted"
                            + " long after the run's end.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "304",
            description = "If-None-Match has its ETag: nothing has changed.",
            content = @Content)
    @GetMapping(path = "/v1/runs/{id}/log", produces = TEXT)
    ResponseEntity<String> log(
            @PathVariable String id,
            @Parameter(description = "how many lines you have: the rest is sent")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "of these, only so many at the end") @RequestParam(required = false) @Nullable
                    String tail,
            WebRequest request) {
        RunId run = RunId.parse(id).orElseThrow(() -> new RunNotFoundException(id));
        int length = store.length(run).orElseThrow(() -> new RunNotFoundException(id));
        int had = number("?after", after, 0);
        int first = Math.max(had, length - number("?tail", tail, length));
        return ConditionalGet.answer(request, "log-" + length, () -> text(store.after(run, first)));
    }

    private static String text(List<RunLogLine> lines) {
        return lines.stream().map(RunLogController::text).collect(Collectors.joining());
    }

    private static String text(RunLogLine line) {
        return "%s %-5s %d %s\n"
                .formatted(line.at(), line.level(), line.attempt().number(), line.message());
    }

    private static int number(String parameter, @Nullable String value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw new InvalidRequestException(List.of(new Invalid(
                    parameter, "%s is %s".formatted(parameter, JsonKind.quoted(value)), "a number of lines")));
        }
        return Integer.parseInt(value);
    }
}
