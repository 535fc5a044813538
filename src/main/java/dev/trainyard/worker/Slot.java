package dev.trainyard.worker;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.training.Device;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that claims a run, trains it to its end on its device, or group of devices, and claims the next. */
class Slot {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final String name;
    private final Device device;
    private final RunQueue queue;
    private final Trainer trainer;
    private final WorkerSettings settings;
    private final IdleExit idleExit;
    private final Thread thread;
    private final Drain drain = new Drain();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Pauses absence = new Pauses();
    private final Courtesy courtesy = new Courtesy();
    private volatile @Nullable Assignment assignment;
    private Duration pause = Duration.ZERO;

    Slot(String name, Device device, RunQueue queue, Trainer trainer, WorkerSettings settings, IdleExit idleExit) {
        this.name = name;
        this.device = device;
        this.queue = queue;
        this.trainer = trainer;
        this.settings = settings;
        this.idleExit = idleExit;
        this.thread = new Thread(this::work, "slot " + name);
    }

    void start() {
        thread.start();
    }

    /** Claims nothing more, and hands back what it is training. */
    void drain() {
        drain.begin(settings.drain());
        wake();
        // A slot may be waiting for a download of hours.
        thread.interrupt();
    }

    /** Looks into the queue at once if it is idle. */
    void wake() {
        wakeUps.release();
    }

    /** Asks the queue at once whether its run, if it is that one, is to stop. */
    void look(Predicate<RunId> which) {
        Assignment present = assignment;
        if (present != null && which.test(present.run())) {
            present.look();
        }
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

    /** Which names the worker in the leases of its runs. */
    String name() {
        return name;
    }

    Device device() {
        return device;
    }

    boolean busy() {
        return assignment != null;
    }

    private void work() {
        device.attach();
        while (true) {
            wakeUps.drainPermits(); // a signal from here on may tell of a run that the look to come does not see
            if (drain.begun() || !idleExit.mayClaim()) {
                return;
            }
            Optional<ClaimedRun> claimed = claim();
            claimed.ifPresent(this::train);
            idleExit.looked(claimed.isPresent());
            if (claimed.isEmpty()) {
                idle();
            }
        }
    }

    private void train(ClaimedRun run) {
        Assignment work = new Assignment(run, queue, trainer, settings, drain);
        assignment = work;
        try {
            work.execute();
        } finally {
            assignment = null;
        }
    }

    /** The boundary to a database that may be away, or a heap that is full: a slot outlives that and asks again. */
    private Optional<ClaimedRun> claim() {
        pause = settings.poll();
        try {
            Optional<ClaimedRun> claimed =
                    queue.isEmpty() ? Optional.empty() : queue.claim(name, settings.devicesPerRun(), settings.lease());
            absence.reset();
            courtesy.looked(claimed.isPresent());
            return claimed;
        } catch (Throwable e) {
            pause = absence.next();
            LOG.warn("Slot {} cannot claim a run and asks again in {} ms: {}", name, pause.toMillis(), e.toString());
            return Optional.empty();
        }
    }

    private void idle() {
        try {
            if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                courtesy.letOthersGoAhead();
            }
        } catch (InterruptedException e) {
            // Only drain() interrupts, and the loop looks for that itself.
            LOG.debug("Slot {} was interrupted", name);
        }
    }
}
