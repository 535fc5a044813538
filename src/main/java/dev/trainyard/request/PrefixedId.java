package dev.trainyard.request;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How the API writes ids: a prefix that tells of what, and the 32 hexadecimal digits of a UUID. */
public record PrefixedId(String prefix) {
    private static final Pattern DIGITS =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    /** The id as the API writes it. */
    public String write(UUID id) {
        return prefix + id.toString().replace("-", "");
    }

    /** The id that is written so; empty where the text is none. */
    public Optional<UUID> parse(String text) {
        var digits = DIGITS.matcher(text.startsWith(prefix) ? text.substring(prefix.length()) : "");
        return digits.matches() ? Optional.of(UUID.fromString(digits.replaceAll("$1-$2-$3-$4-$5"))) : Optional.empty();
    }
}
