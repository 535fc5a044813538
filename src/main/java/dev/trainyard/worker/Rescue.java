package dev.trainyard.worker;

import dev.trainyard.run.RunQueue;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes runs from dead workers again and again, also while every slot of this process is busy. */
class Rescue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);

    private final RunQueue queue;
    private final ScheduledExecutorService timer = DaemonTimer.named("rescue");

    Rescue(RunQueue queue) {
        this.queue = queue;
    }

    void start(Duration interval) {
        timer.scheduleWithFixedDelay(this::rescue, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void rescue() {
        try {
            queue.rescueExpired();
        } catch (Throwable e) {
            // A timer whose task throws would never run it again.
            LOG.warn("Cannot look for runs of dead workers and tries again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
