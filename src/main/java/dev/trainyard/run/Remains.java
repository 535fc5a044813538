package dev.trainyard.run;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that runs leave behind and that is kept for a time only. {@link Retention} frees each bean of this type, and
 * every process does so: what one has locked another leaves out.
 */
public interface Remains {
    /** What it is, as in "freed 7 checkpoints". */
    String name();

    /** How long after its run's end it is kept. */
    Duration kept();

    /**
     * Deletes some of it, of runs that ended before that time: as much as nobody waits long for, and in a transaction of
     * its own.
     *
     * @return how many are gone; 0 if there was nothing left
     */
    int free(Instant endedBefore);
}
