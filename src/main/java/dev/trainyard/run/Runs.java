package dev.trainyard.run;

import dev.trainyard.access.Caller;
import dev.trainyard.dataset.DatasetCatalog;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The runs as those see them who ask for them. */
@Service
@Transactional
class Runs {
    private final RunRepository runs;
    private final RunRecords records;
    private final QuotaGuard quotas;
    private final RunAnnouncer announcer;
    private final WeightsSources weights;
    private final DatasetCatalog datasets;
    private final RequestTrace trace;
    private final Clock clock;

    Runs(
            RunRepository runs,
            RunRecords records,
            QuotaGuard quotas,
            RunAnnouncer announcer,
            WeightsSources weights,
            DatasetCatalog datasets,
            RequestTrace trace,
            Clock clock) {
        this.runs = runs;
        this.records = records;
        this.quotas = quotas;
        this.announcer = announcer;
        this.weights = weights;
        this.datasets = datasets;
        this.trace = trace;
        this.clock = clock;
    }

    /** Puts a new run into the queue, if its owner may have one more. */
    public RunView submit(NewRun asked, String owner) {
        InitialWeightsReader.requireHeld(weights, asked.recipe().initialWeights());
        RecipeReader.requireHeld(datasets, asked.recipe().dataset());
        Run run = new Run(asked, owner, clock.instant());
        run.tracedBy(trace.traceparent());
        runs.save(run);
        quotas.admit(run, run.spec().epochs());
        return view(run);
    }

    /** A page of those that were asked for and the caller sees, newest first. */
    @Transactional(readOnly = true)
    public RunPage list(RunQuery query, Caller caller) {
        RunQuery.Cut cut = query.cut();
        List<RunVersion> found = runs.findBy(
                cut.which().and(RunQuery.seenBy(caller)),
                some -> some.as(RunVersion.class)
                        .project("id", "version")
                        .sortBy(Sort.by("id").descending())
                        .limit(cut.size() + 1)
                        .all());
        return RunPage.of(found, cut.size());
    }

    @Transactional(readOnly = true)
    public RunView get(String id) {
        return view(find(id));
    }

    @Transactional(readOnly = true)
    public EpochList epochs(String id, Points points) {
        Run run = find(id);
        List<EpochView> views = records.epochs(run, points).stream()
                .map(epoch -> epoch.view(run.spec()))
                .toList();
        return new EpochList(views, run.spec().activation().sharing());
    }

    /** The activation as it was before and after some of the epochs. */
    @Transactional(readOnly = true)
    public LearntFunctions functions(String id, Points points) {
        Run run = find(id);
        return LearntFunctions.of(run.spec(), records.epochs(run, points));
    }

    /** Ends a run that waits; asks the worker of one that is trained to stop. */
    public RunView cancel(String id) {
        Run run = lockUnended(id);
        Instant now = clock.instant();
        run.requestCancel(now);
        if (run.status().isEnd()) {
            announcer.ended(run, now);
        }
        return view(run);
    }

    /** Takes a run that waits out of the queue; asks the worker of one that is trained to stop. */
    public RunView pause(String id) {
        Run run = lockUnended(id);
        if (run.status() == RunStatus.CANCELLING) {
            throw RunStatusConflictException.beingCancelled(run);
        }
        run.requestPause(clock.instant());
        return view(run);
    }

    /** Puts a paused run back into the queue. */
    public RunView resume(String id) {
        Run run = lock(id);
        if (run.status() != RunStatus.PAUSED) {
            throw RunStatusConflictException.notPaused(run);
        }
        run.resume(clock.instant());
        quotas.admit(run, 0);
        return view(run);
    }

    /** Puts a run that has succeeded back into the queue, to make more epochs. */
    public RunView extend(String id, Extension extension) {
        Run run = lock(id);
        if (run.status() != RunStatus.SUCCEEDED) {
            throw RunStatusConflictException.notSucceeded(run);
        }
        extension.requireMoreThan(run.epoch());
        List<Double> losses = records.validationLosses(run);
        run.extend(run.spec().extendedTo(extension.epochs(), losses), clock.instant());
        quotas.admit(run, extension.epochs() - run.epoch());
        return view(run);
    }

    private Run lockUnended(String id) {
        Run run = lock(id);
        if (run.status().isEnd()) {
            throw new RunAlreadyEndedException(run);
        }
        return run;
    }

    private Run lock(String id) {
        return RunId.parse(id)
                .flatMap(known -> runs.lock(known.value()))
                .orElseThrow(() -> new RunNotFoundException(id));
    }

    private Run find(String id) {
        return RunId.parse(id)
                .flatMap(known -> runs.findById(known.value()))
                .orElseThrow(() -> new RunNotFoundException(id));
    }

    private RunView view(Run run) {
        Integer best = run.bestEpoch();
        EpochView lastEpoch = records.epoch(run, run.epoch()).orElse(null);
        EpochView bestEpoch = best == null ? null : records.epoch(run, best).orElse(null);
        return new RunView(
                RunSummary.of(run),
                run.environment(),
                lastEpoch == null ? null : lastEpoch.activationParameters(),
                bestEpoch,
                lastEpoch,
                run.status() == RunStatus.SUCCEEDED
                        ? records.result(run.runId()).orElse(null)
                        : null);
    }
}
