package dev.trainyard.worker;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.FailureReason;
import dev.trainyard.run.LeaseLostException;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.runlog.RunLogScope;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Environment;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * One run in the hands of one slot, from the claim to its end. This is the boundary where everything that a training
 * can throw becomes a state of the run.
 */
class Assignment implements TrainingObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final ClaimedRun run;
    private final RunQueue queue;
    private final Trainer trainer;
    private final Drain drain;
    private final Heartbeat heartbeat;
    private final LastingWrites writes;

    /** Ends a training from within: the run is to be handed back, cancelled or paused, nothing went wrong. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException(String why) {
            super(why);
        }
    }

    Assignment(ClaimedRun run, RunQueue queue, Trainer trainer, WorkerSettings settings, Drain drain) {
        this.run = run;
        this.queue = queue;
        this.trainer = trainer;
        this.drain = drain;
        this.heartbeat = new Heartbeat(run, queue, settings);
        this.writes = new LastingWrites(run, queue, drain);
    }

    RunId run() {
        return run.id();
    }

    /** Asks the queue at once whether the run is to stop. */
    void look() {
        heartbeat.beatNow();
    }

    void execute() {
        try (var log = RunLogScope.enter(run)) {
            train();
        }
    }

    private void train() {
        LOG.info("{} begins: {}, attempt {}", run.id(), run.recipe().title(), run.attempt());
        try (heartbeat) {
            heartbeat.start();
            writes.write(() -> queue.recordEnvironment(
                    run, Environment.current(run.recipe().devices())));
            TrainingResult result = trainer.train(run, this);
            writes.write(() -> queue.succeed(run, result));
            LOG.info(
                    "{} has succeeded with a test accuracy of {}",
                    run.id(),
                    result.last().accuracy());
        } catch (Throwable e) {
            end(e);
        }
    }

    @Override
    public void stepped(StepReport step) {
        heartbeat.stepped(step);
        stopIfAsked();
    }

    @Override
    public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {
        writes.write(() -> queue.commitEpoch(run, epoch, checkpoint, best));
        LOG.info(
                "{} epoch {}: train loss {}, validation accuracy {}, {} images/s",
                run.id(),
                epoch.epoch(),
                epoch.trainLoss(),
                epoch.validationAccuracy(),
                Math.round(epoch.imagesPerSecond()));
        stopIfAsked();
    }

    private void stopIfAsked() {
        if (heartbeat.leaseLost()) {
            throw new StoppedException("the lease is lost");
        }
        if (heartbeat.stopRequested()) {
            throw new StoppedException("it is asked to stop");
        }
        if (drain.begun()) {
            throw new StoppedException("this process stops");
        }
    }

    private void end(Throwable cause) {
        // An interrupt that ended a download or a wait would also end the write to come.
        boolean interrupted = Thread.interrupted();
        LOG.debug("{} ended with {}, interrupted {}", run.id(), cause.toString(), interrupted);
        try {
            settle(cause);
        } catch (Throwable e) {
            LOG.error("{} could not be brought to an end; it goes on when its lease ends", run.id(), e);
        }
    }

    private void settle(Throwable cause) {
        if (cause instanceof LeaseLostException || heartbeat.leaseLost()) {
            LOG.warn("{} was taken over by another worker", run.id());
        } else if (heartbeat.stopRequested()) {
            writes.write(() -> LOG.info(
                    "{} has stopped and is {}", run.id(), queue.stopped(run).label()));
        } else if (cause instanceof StoppedException || drain.begun()) {
            writes.write(() -> queue.release(run));
            LOG.info("{} goes back to the queue: this process stops", run.id());
        } else if (isDatabaseFailure(cause)) {
            LOG.warn("{} lost its database and goes on from its last checkpoint when its lease ends", run.id(), cause);
        } else {
            FailureReason reason = Failures.reason(cause);
            LOG.error("{} has failed: {}", run.id(), reason, cause);
            writes.write(() -> queue.fail(run, reason, Failures.detail(cause)));
        }
    }

    /** Values that the database refuses are refused next time as well: such a run has failed. */
    private static boolean isDatabaseFailure(Throwable cause) {
        return (cause instanceof DataAccessException && !(cause instanceof DataIntegrityViolationException))
                || cause instanceof TransactionException;
    }
}
