package dev.trainyard.worker;

import dev.trainyard.run.RunQueue;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs from dead workers again and again, also while every slot of this process is busy. After the database was
 * away it lets the workers that waited for it renew their leases first: they are not dead.
 */
class Rescue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);

    private final RunQueue queue;
    private final Duration grace;
    private final ScheduledExecutorService timer = DaemonTimer.named("rescue");
    private boolean databaseAway;
    private long notBefore = System.nanoTime();

    /** {@code grace}: how long a worker may take to renew its lease after the database was away. */
    Rescue(RunQueue queue, Duration grace) {
        this.queue = queue;
        this.grace = grace;
    }

    void start(Duration interval) {
        timer.scheduleWithFixedDelay(this::rescue, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void rescue() {
        try {
            if (databaseAway) {
                waitForWorkers();
            }
            if (System.nanoTime() - notBefore >= 0) {
                queue.rescueExpired();
            }
        } catch (Throwable e) {
            // A timer whose task throws would never run it again.
            LOG.warn("Cannot look for runs of dead workers and tries again: {}", e.toString());
            databaseAway = true;
        }
    }

    /** Throws if the database still is away. */
    private void waitForWorkers() {
        LOG.info("The database is back; {} lease(s) ended while it was away", queue.countExpired());
        notBefore = System.nanoTime() + grace.toNanos();
        databaseAway = false;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
