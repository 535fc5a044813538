package dev.trainyard.run;

import static java.util.stream.Collectors.joining;

import dev.trainyard.request.Page;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Which runs are on a page, newest first.
 *
 * @param version another one whenever anything on the page, or whether another one follows, has changed
 */
record RunPage(Page<RunVersion> runs, String version) {

    /** The page of that size, given one run more than it holds, if there is one. */
    static RunPage of(List<RunVersion> found, int size) {
        String versions =
                found.stream().map(run -> run.id() + " " + run.version()).collect(joining("\n"));
        return new RunPage(
                Page.of(found, size, run -> new RunId(run.id()).toString()), DigestUtils.sha256Hex(versions));
    }
}
