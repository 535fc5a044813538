package dev.trainyard.run;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Environment;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.Progress;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.StoredWeights;
import dev.trainyard.training.TrainingResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue of runs as a worker sees it. A worker claims a run with a lease, renews it while it works, and writes what
 * it finds. Each of its writes finds the run by the token of its lease and locks it, in one statement: a worker whose
 * lease was taken away meanwhile changes nothing and gets a {@link LeaseLostException}.
 */
@Service
@Transactional
public class RunQueue {
    private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);

    private final RunRepository runs;
    private final RunRecords records;
    private final RunAnnouncer announcer;
    private final QueueSettings settings;
    private final QuotaGuard quotas;
    private final Clock clock;

    RunQueue(
            RunRepository runs,
            RunRecords records,
            RunAnnouncer announcer,
            QueueSettings settings,
            QuotaGuard quotas,
            @Qualifier("database") Clock clock) {
        this.runs = runs;
        this.records = records;
        this.announcer = announcer;
        this.settings = settings;
        this.quotas = quotas;
        this.clock = clock;
    }

    /**
     * Whether no run waits at all: a look that costs next to nothing, for the many workers of which one will get the run
     * that all were told of.
     */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public boolean isEmpty() {
        return !runs.anyQueued();
    }

    /**
     * Takes the next run: the one with the highest priority, to which a long wait adds; among equals one of the owner
     * with the fewest runs at work; among these the one whose like waits longest for a turn. Two workers never get the
     * same run, and no owner more than its quota.
     *
     * @param worker who asks, for people
     * @param lease how long the worker may be silent before the run is taken from it
     * @return the run, or nothing if none waits
     */
    public Optional<ClaimedRun> claim(String worker, Duration lease) {
        return claim(worker, 1, lease);
    }

    /**
     * As above, for a worker with several devices for a run.
     *
     * @param devices how many; runs that want more are left to others
     */
    public Optional<ClaimedRun> claim(String worker, int devices, Duration lease) {
        quotas.admitClaim();
        Instant now = clock.instant();
        for (var next = lockNext(devices, now); next.isPresent(); next = lockNext(devices, now)) {
            try {
                return Optional.of(claim(next.get(), worker, lease, now));
            } catch (CheckpointDamagedException | UnreadableSpecException | WeightsUnavailableException e) {
                LOG.error("{} cannot go on", next.get(), e);
                end(next.get(), (run, at) -> run.fail(FailureReason.ERROR, e.getMessage(), at));
            }
        }
        return Optional.empty();
    }

    private Optional<Run> lockNext(int devices, Instant now) {
        return runs.lockNextQueued(now, settings.aging().toSeconds(), quotas.running(), devices);
    }

    private ClaimedRun claim(Run run, String worker, Duration lease, Instant now) {
        long token = runs.nextLeaseToken();
        Duration wait = Duration.between(run.timeline().queuedAt(), now);
        run.claim(new Lease(worker, token, now, now.plus(lease)), now);
        var progress = intactProgress(run, now).orElse(null);
        StoredWeights weights = progress == null ? records.weights(run.spec().initialWeights()) : null;
        announcer.claimed(run, wait);
        return new ClaimedRun(
                run.runId(), token, run.attempt(), run.spec().toRecipe(), progress, weights, wait, run.traceparent());
    }

    private Optional<Progress> intactProgress(Run run, Instant now) {
        if (run.epoch() == 0) {
            return Optional.empty(); // no epoch, no checkpoint: nothing to look for
        }
        List<Integer> damaged = records.discardDamagedCheckpoints(run.runId());
        Optional<Progress> progress = records.progress(run.runId());
        if (!damaged.isEmpty()) {
            int epoch = progress.map(Progress::latest).map(Checkpoint::epoch).orElse(0);
            run.loseCheckpoints(damaged, epoch, now);
            LOG.error("{}: {}", run, run.detail());
        }
        return progress;
    }

    /**
     * Renews the lease.
     *
     * @param lease from now
     * @param step the last step that was made, or null if there was none yet
     * @return whether the run is to stop, cancelled, paused or out of time: then stop and call {@link #stopped}
     */
    public boolean heartbeat(ClaimedRun claim, Duration lease, @Nullable StepReport step) {
        Run run = leased(claim);
        run.renewLease(clock.instant(), lease, step);
        return run.isToStop();
    }

    /** Stores what the run is trained with. */
    public void recordEnvironment(ClaimedRun claim, Environment environment) {
        leased(claim).trainedIn(environment);
    }

    /**
     * Stores an epoch with its checkpoint: both or neither. Of all checkpoints the latest and the best are kept, and those
     * of the epoch before.
     *
     * <p>An epoch that is stored already stays as it is: either this write is repeated, since its outcome was not known,
     * or the run fell back to an older checkpoint.
     *
     * @param best whether no epoch before had a smaller validation loss
     */
    public void commitEpoch(ClaimedRun claim, EpochReport report, Checkpoint checkpoint, boolean best) {
        Run run = leased(claim);
        if (report.epoch() <= run.epoch()) {
            commitAgain(run, report, checkpoint, best);
            return;
        }
        Instant now = clock.instant();
        run.commitEpoch(report.epoch(), best, now);
        records.store(run.runId(), report, checkpoint, best, now);
        announcer.epochCommitted(run, report, checkpoint);
    }

    private void commitAgain(Run run, EpochReport report, Checkpoint checkpoint, boolean best) {
        boolean same = records.storeAgain(run.runId(), report, checkpoint, best);
        run.repeatEpoch(report.epoch(), same);
        LOG.info("{} has made epoch {} again, with the same numbers: {}", run, report.epoch(), same);
    }

    /** All epochs are made, or early stopping has ended the training. */
    public void succeed(ClaimedRun claim, TrainingResult result) {
        settle(claim, (run, now) -> {
            records.store(run, result);
            run.succeed(now);
        });
    }

    /** The run cannot go on. */
    public void fail(ClaimedRun claim, FailureReason reason, @Nullable String detail) {
        settle(claim, (run, now) -> run.fail(reason, detail, now));
    }

    /**
     * The worker has stopped, as {@link #heartbeat} told it to.
     *
     * @return how the run stands now
     */
    public RunStatus stopped(ClaimedRun claim) {
        return settle(claim, Run::stop).status();
    }

    /** Gives the run back unfinished, since the worker shuts down: another may take it at once. */
    public void release(ClaimedRun claim) {
        settle(claim, Run::release);
    }

    /**
     * Whether the holder of this lease has ended it itself, by success, failure, cancellation or release: so it can find
     * out after a connection that broke before the answer came.
     */
    @Transactional(readOnly = true)
    public boolean hasSettled(ClaimedRun claim) {
        return runs.existsByIdAndSettledToken(claim.id().value(), claim.leaseToken());
    }

    /** How many runs have a worker that was silent for longer than its lease. */
    @Transactional(readOnly = true)
    public long countExpired() {
        return runs.countExpired(clock.instant());
    }

    /**
     * Takes runs away from workers that were silent for longer than their lease. They go back to the queue, are
     * cancelled or paused if that was asked for, or fail if this has happened too often in a row without one more epoch.
     *
     * @return how many there were
     */
    public int rescueExpired() {
        List<Run> expired = runs.lockExpired(clock.instant());
        for (Run run : expired) {
            LOG.warn("{} has lost its worker in epoch {}, attempt {}", run, run.epoch() + 1, run.attempt());
            end(run, (lost, now) -> lost.loseLease(settings.maxAttempts(), now));
            announcer.leaseLost(run);
        }
        return expired.size();
    }

    private Run leased(ClaimedRun claim) {
        return runs.lockLeased(claim.id().value(), claim.leaseToken()).orElseThrow(() -> new LeaseLostException(claim));
    }

    private Run settle(ClaimedRun claim, BiConsumer<Run, Instant> change) {
        Run run = leased(claim);
        run.settle();
        end(run, change);
        return run;
    }

    /** Makes a change that may end the run. */
    private void end(Run run, BiConsumer<Run, Instant> change) {
        Instant now = clock.instant();
        change.accept(run, now);
        if (run.status().isEnd()) {
            announcer.ended(run, now);
        }
    }
}
