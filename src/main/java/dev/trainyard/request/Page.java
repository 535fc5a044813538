package dev.trainyard.request;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, newest first.
 *
 * @param hasMore whether older ones follow
 * @param next what to ask for {@code after} to get them, or null
 */
public record Page<T>(
        List<T> data, boolean hasMore, @Nullable String next) {

    /** The page of that size, given one entry more than it holds, if there is one. */
    public static <T> Page<T> of(List<T> found, int size, Function<T, String> cursor) {
        boolean more = found.size() > size;
        List<T> data = found.stream().limit(size).toList();
        return new Page<>(data, more, more ? cursor.apply(data.get(size - 1)) : null);
    }
}
