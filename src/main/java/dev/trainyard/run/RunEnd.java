package dev.trainyard.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run, for whoever is to be told of it. A run that is extended ends again, as another event.
 *
 * @param sequence of the event, which no other has
 * @param status it ended with
 * @param reason why it failed, or null
 * @param detail the same for people
 * @param epoch the last that was done
 */
public record RunEnd(
        long sequence,
        Instant at,
        RunId run,
        String owner,
        @Nullable String name,
        RunStatus status,
        @Nullable String reason,
        @Nullable String detail,
        String model,
        String activation,
        String dataset,
        List<String> tags,
        int epoch,
        int epochs,
        int attempt) {}
