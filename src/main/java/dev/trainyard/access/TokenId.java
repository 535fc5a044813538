package dev.trainyard.access;

import dev.trainyard.request.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A token's name for the outside: {@code tok_} and the 32 hexadecimal digits of its UUID (version 7). */
record TokenId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("tok_");

    /** Comes after every token. */
    static final TokenId LAST = new TokenId(new UUID(-1, -1));

    static Optional<TokenId> parse(String text) {
        return FORM.parse(text).map(TokenId::new);
    }

    @Override
    public String toString() {
        return FORM.write(value);
    }
}
