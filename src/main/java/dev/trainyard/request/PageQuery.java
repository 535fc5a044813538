package dev.trainyard.request;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a list somebody wants, as it came: texts, so that we can say what is wrong with them. */
public record PageQuery(
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
    public record Cut<C>(C after, int size) {}

    /**
     * Throws InvalidRequestException with everything that cannot be understood.
     *
     * @param cursor reads {@code after}
     * @param beginning stands for its absence
     */
    public <C> Cut<C> cut(Function<String, Optional<C>> cursor, C beginning) {
        List<Invalid> errors = new ArrayList<>();
        Cut<C> cut = cut(cursor, beginning, errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return cut;
    }

    /** The same as a part of a larger query: what cannot be understood joins the errors, and has a stand-in. */
    public <C> Cut<C> cut(Function<String, Optional<C>> cursor, C beginning, List<Invalid> errors) {
        C begin = after == null
                ? beginning
                : cursor.apply(after).orElseGet(() -> {
                    errors.add(Invalid.parameter("after", after, "the next of a page"));
                    return beginning;
                });
        return new Cut<>(begin, size(errors));
    }

    private int size(List<Invalid> errors) {
        if (limit == null) {
            return DEFAULT;
        }
        int size = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > LARGEST) {
            errors.add(Invalid.parameter("limit", limit, "a whole number, 1 to " + LARGEST));
        }
        return size;
    }
}
