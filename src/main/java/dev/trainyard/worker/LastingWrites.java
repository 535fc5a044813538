package dev.trainyard.worker;

import dev.trainyard.database.DatabaseAbsence;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.LeaseLostException;
import dev.trainyard.run.RunQueue;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's writes, which outlast a database that is away: each is repeated until it is written or refused, or the time to
 * drain is up. An interrupt does not end one, but stays for what follows.
 *
 * <p>A write may be repeated though it had come through and only the answer was lost: the queue stores an epoch once, and
 * tells whether the run was ended by this very lease.
 */
final class LastingWrites {
    private static final Logger LOG = LoggerFactory.getLogger(LastingWrites.class);

    private final ClaimedRun run;
    private final RunQueue queue;
    private final Drain drain;
    private boolean interrupted;

    LastingWrites(ClaimedRun run, RunQueue queue, Drain drain) {
        this.run = run;
        this.queue = queue;
        this.drain = drain;
    }

    /** Throws what the write throws, save while the database is away. */
    void write(Runnable write) {
        Runnable attempt = write;
        Pauses pauses = new Pauses();
        interrupted = Thread.interrupted();
        try {
            while (!isWritten(attempt)) {
                sleep(pauses.next());
                attempt = () -> repeat(write);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isWritten(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (LeaseLostException e) {
            throw e;
        } catch (RuntimeException e) {
            // An interrupt breaks a wait for a connection off, which says nothing about the database.
            boolean brokenOff = Thread.interrupted();
            interrupted |= brokenOff;
            if (drain.over() || !(brokenOff || DatabaseAbsence.isCauseOf(e))) {
                throw e;
            }
            LOG.warn("{} waits for its database to store what it has: {}", run.id(), e.toString());
            return false;
        }
    }

    private void repeat(Runnable write) {
        try {
            write.run();
        } catch (LeaseLostException e) {
            if (!queue.hasSettled(run)) {
                throw e;
            }
        }
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }
}
