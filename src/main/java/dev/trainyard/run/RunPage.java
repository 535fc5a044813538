package dev.trainyard.run;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A page of runs, newest first.
 *
 * @param hasMore whether older ones follow
 * @param next what to ask for {@code after} to get them, or null
 * @param version another one whenever anything on the page has changed
 */
record RunPage(
        List<RunSummary> data,
        boolean hasMore,
        @Nullable String next,
        @JsonIgnore String version) {

    /** The page of that size, given one run more than it holds, if there is one. */
    static RunPage of(List<Run> runs, int size) {
        boolean more = runs.size() > size;
        List<RunSummary> data = runs.stream().limit(size).map(RunSummary::of).toList();
        return new RunPage(data, more, more ? data.get(size - 1).id() : null, version(runs));
    }

    private static String version(List<Run> runs) {
        return DigestUtils.sha256Hex(
                runs.stream().map(run -> run + " " + run.version()).collect(joining("\n")));
    }
}
