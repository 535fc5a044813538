package dev.trainyard.run;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A run's name for the outside: {@code run_} and the 32 hexadecimal digits of its UUID (version 7). */
public record RunId(UUID value) {
    private static final String PREFIX = "run_";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    /** The id that is written so; empty where the text is none. */
    public static Optional<RunId> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RunId(UUID.fromString(matcher.replaceAll("$1-$2-$3-$4-$5"))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + value.toString().replace("-", "");
    }
}
