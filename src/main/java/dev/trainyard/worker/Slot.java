package dev.trainyard.worker;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunQueue;
import dev.trainyard.training.Device;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that claims a run, trains it on its device to its end, and claims the next. */
class Slot {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final String name;
    private final Device device;
    private final RunQueue queue;
    private final Trainer trainer;
    private final WorkerSettings settings;
    private final Thread thread;
    private final CountDownLatch draining = new CountDownLatch(1);
    private volatile boolean busy;

    Slot(String name, Device device, RunQueue queue, Trainer trainer, WorkerSettings settings) {
        this.name = name;
        this.device = device;
        this.queue = queue;
        this.trainer = trainer;
        this.settings = settings;
        this.thread = new Thread(this::work, "slot " + name);
    }

    void start() {
        thread.start();
    }

    /** Claims nothing more, and hands back what it is training. */
    void drain() {
        draining.countDown();
        // A slot may be waiting for a download of hours.
        thread.interrupt();
    }

    /** Waits for the thread to end, at most that long. */
    void await(Duration patience) {
        try {
            thread.join(Math.max(1, patience.toMillis())); // 0 would be for ever
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("Slot {} still works; its run goes to another worker when its lease ends", name);
        }
    }

    Device device() {
        return device;
    }

    boolean busy() {
        return busy;
    }

    private void work() {
        device.attach();
        while (draining.getCount() > 0) {
            Optional<ClaimedRun> claimed = claim();
            if (claimed.isPresent()) {
                train(claimed.get());
            } else {
                pause();
            }
        }
    }

    private void train(ClaimedRun run) {
        busy = true;
        try {
            new Assignment(run, queue, trainer, settings, draining).execute();
        } finally {
            busy = false;
        }
    }

    /** The boundary to a database that may be away, or a heap that is full: a slot outlives that and asks again. */
    private Optional<ClaimedRun> claim() {
        try {
            return queue.claim(name, settings.lease());
        } catch (Throwable e) {
            LOG.warn("Slot {} cannot claim a run and asks again: {}", name, e.toString());
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            boolean drained = draining.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Slot {} waited, drained {}", name, drained);
        } catch (InterruptedException e) {
            // Only drain() interrupts, and the loop looks for that itself.
            LOG.debug("Slot {} was interrupted", name);
        }
    }
}
