package dev.trainyard.access;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a list somebody wants, as it came. */
record PageQuery(
        @Schema(description = "the `next` of the page before") @Nullable
        String after,

        @Schema(
                description = "entries on a page",
                type = "integer",
                minimum = "1",
                maximum = "200",
                defaultValue = "50")
        @Nullable
        String limit) {
    private static final int LARGEST = 200;
    private static final int DEFAULT = 50;

    /**
     * What was asked for, understood.
     *
     * @param after where the page before ended
     * @param size of a page
     */
    record Cut<C>(C after, int size) {}

    /**
     * Throws InvalidRequestException with everything that cannot be understood.
     *
     * @param cursor reads {@code after}
     * @param beginning stands for its absence
     */
    <C> Cut<C> cut(Function<String, Optional<C>> cursor, C beginning) {
        List<Invalid> errors = new ArrayList<>();
        C begin = after == null
                ? beginning
                : cursor.apply(after).orElseGet(() -> {
                    errors.add(refusal("after", after, "the next of a page"));
                    return beginning;
                });
        int size = size(errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new Cut<>(begin, size);
    }

    private int size(List<Invalid> errors) {
        if (limit == null) {
            return DEFAULT;
        }
        int size = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > LARGEST) {
            errors.add(refusal("limit", limit, "a whole number, 1 to " + LARGEST));
        }
        return size;
    }

    private static Invalid refusal(String name, String value, String allowed) {
        return new Invalid("?" + name, "%s is %s".formatted(name, JsonKind.quoted(value)), allowed);
    }
}
