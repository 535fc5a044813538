package dev.trainyard.worker;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.LeaseLostException;
import dev.trainyard.run.RunQueue;
import dev.trainyard.runlog.RunLogScope;
import dev.trainyard.training.StepReport;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a run's lease from a thread of its own while the run trains, and hears whether the run is to stop. To be made on
 * the thread that trains: it is interrupted when there is no more use in training.
 */
class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ClaimedRun run;
    private final RunQueue queue;
    private final Duration lease;
    private final Duration interval;
    private final ScheduledExecutorService timer = DaemonTimer.named("heartbeat");
    /** The thread that trains. */
    private final Thread trainee = Thread.currentThread();

    private volatile @Nullable StepReport lastStep;
    private volatile boolean stopRequested;
    private volatile boolean leaseLost;
    private boolean closed;

    Heartbeat(ClaimedRun run, RunQueue queue, WorkerSettings settings) {
        this.run = run;
        this.queue = queue;
        this.lease = settings.lease();
        this.interval = settings.heartbeat();
    }

    void start() {
        timer.scheduleWithFixedDelay(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not wait for its turn. */
    void beatNow() {
        try {
            timer.execute(this::beat);
        } catch (RejectedExecutionException e) {
            LOG.trace("{} has just ended", run.id());
        }
    }

    /** Remembers the step for the next beat. */
    void stepped(StepReport step) {
        lastStep = step;
    }

    /** Whether the run is to stop: cancelled, paused or out of time. */
    boolean stopRequested() {
        return stopRequested;
    }

    boolean leaseLost() {
        return leaseLost;
    }

    private void beat() {
        try (var log = RunLogScope.enter(run)) {
            stopRequested |= queue.heartbeat(run, lease, lastStep);
        } catch (LeaseLostException e) {
            leaseLost = true;
        } catch (Throwable e) {
            // The lease may outlast a short absence of the database; the next beat tells.
            LOG.warn("{} has missed a heartbeat: {}", run.id(), e.toString());
        }
        if (stopRequested || leaseLost) {
            interruptTrainee();
        }
    }

    /** It may be waiting for a download of hours. Once it trains no more it is left alone. */
    private synchronized void interruptTrainee() {
        if (!closed) {
            trainee.interrupt();
        }
    }

    /** No more interrupts, and none that came too late: it would end a wait or a write of the next run. */
    private synchronized void leaveTraineeAlone() {
        closed = true;
        boolean interrupted = Thread.interrupted();
        LOG.trace("{} was interrupted: {}", run.id(), interrupted);
    }

    /** No beat is under way or to come afterwards. */
    @Override
    public void close() {
        leaveTraineeAlone();
        timer.shutdownNow();
        try {
            boolean ended = timer.awaitTermination(lease.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("heartbeat of {} ended: {}", run.id(), ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
