package dev.trainyard.access;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A token's name for the outside: {@code tok_} and the 32 hexadecimal digits of its UUID (version 7). */
record TokenId(UUID value) {
    private static final String PREFIX = "tok_";
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    /** Comes after every token. */
    static final TokenId LAST = new TokenId(new UUID(-1, -1));

    static Optional<TokenId> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new TokenId(UUID.fromString(matcher.replaceAll("$1-$2-$3-$4-$5"))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + value.toString().replace("-", "");
    }
}
