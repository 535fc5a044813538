package dev.trainyard.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that has had nothing to train for a while: a pod that was started for a queue's length goes by itself,
 * so that nobody has to pick one to kill. All slots of the process ask it. When it decides, no slot claims or trains, and
 * none claims afterwards: a run is never taken only to be handed back.
 */
final class IdleExit {
    private static final Logger LOG = LoggerFactory.getLogger(IdleExit.class);

    private final @Nullable Duration limit;
    private final Clock clock;
    private final Runnable exit;
    /** Slots that claim or train. */
    private int atWork;

    /** The last end of a run, or the first look into the queue: what a start takes is not idleness. */
    private @Nullable Instant idleSince;

    private boolean decided;

    /** Calls {@code exit} at most once, after that long without a run; never if the limit is null. */
    IdleExit(@Nullable Duration limit, Clock clock, Runnable exit) {
        this.limit = limit;
        this.clock = clock;
        this.exit = exit;
    }

    static IdleExit never() {
        return new IdleExit(null, Clock.systemUTC(), () -> {});
    }

    /** Whether a slot may look into the queue; if so it has to say afterwards what it {@link #looked found}. */
    synchronized boolean mayClaim() {
        if (decided) {
            return false;
        }
        idleSince = idleSince == null ? clock.instant() : idleSince;
        atWork++;
        return true;
    }

    /** A slot found nothing, or has trained what it found. */
    synchronized void looked(boolean trained) {
        atWork--;
        if (trained) {
            idleSince = clock.instant();
        } else if (atWork == 0 && isOver()) {
            LOG.info("Nothing to train for {}: this process ends", limit);
            decided = true;
            exit.run();
        }
    }

    private boolean isOver() {
        Instant since = idleSince;
        return limit != null && since != null && !clock.instant().isBefore(since.plus(limit));
    }
}
