package dev.trainyard.run;

import static java.util.stream.Collectors.joining;

import dev.trainyard.request.Page;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A page of runs, newest first.
 *
 * @param version another one whenever anything on the page has changed
 */
record RunPage(Page<RunSummary> page, String version) {

    /** The page of that size, given one run more than it holds, if there is one. */
    static RunPage of(List<Run> runs, int size) {
        List<RunSummary> found = runs.stream().map(RunSummary::of).toList();
        return new RunPage(Page.of(found, size, RunSummary::id), version(runs));
    }

    private static String version(List<Run> runs) {
        return DigestUtils.sha256Hex(
                runs.stream().map(run -> run + " " + run.version()).collect(joining("\n")));
    }
}
