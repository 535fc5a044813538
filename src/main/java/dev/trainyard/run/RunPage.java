package dev.trainyard.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of runs, newest first.
 *
 * @param hasMore whether older ones follow
 * @param next what to ask for {@code after} to get them, or null
 */
record RunPage(
        List<RunSummary> data, boolean hasMore, @Nullable String next) {

    /** The page of that size, given one run more than it holds, if there is one. */
    static RunPage of(List<Run> runs, int size) {
        boolean more = runs.size() > size;
        List<RunSummary> data = runs.stream().limit(size).map(RunSummary::of).toList();
        return new RunPage(data, more, more ? data.get(size - 1).id() : null);
    }
}
