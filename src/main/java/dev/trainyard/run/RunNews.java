package dev.trainyard.run;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell those who have read so far.
 *
 * @param pages by where they are; of a run that is deleted there is none
 * @param steps the progress within an epoch, of runs that are trained
 */
record RunNews(Map<RunEventCursor, Page> pages, Map<UUID, Step> steps) {
    /**
     * The next events of a run.
     *
     * @param text of them, maybe empty
     * @param position the last one's sequence
     * @param more whether there may be others already
     * @param done whether the last one ended the run
     */
    record Page(byte[] text, long position, boolean more, boolean done) {}

    /** A step of a run, and the event that tells of it. */
    record Step(int epoch, StepProgress progress, byte[] text) {}

    @Nullable
    Page page(RunEventCursor cursor) {
        return pages.get(cursor);
    }

    @Nullable
    Step step(UUID run) {
        return steps.get(run);
    }
}
