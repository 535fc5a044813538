package dev.trainyard.run;

import dev.trainyard.request.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A run's name for the outside: {@code run_} and the 32 hexadecimal digits of its UUID (version 7). */
public record RunId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("run_");

    /** Comes after every run. */
    static final RunId LAST = new RunId(new UUID(-1, -1));

    /** The id that is written so; empty where the text is none. */
    public static Optional<RunId> parse(String text) {
        return FORM.parse(text).map(RunId::new);
    }

    @Override
    public String toString() {
        return FORM.write(value);
    }
}
