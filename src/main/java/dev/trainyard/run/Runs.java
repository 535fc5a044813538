package dev.trainyard.run;

import java.time.Clock;
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
    private final Clock clock;

    Runs(RunRepository runs, RunRecords records, Clock clock) {
        this.runs = runs;
        this.records = records;
        this.clock = clock;
    }

    /** Puts a new run into the queue. */
    public RunView submit(NewRun asked, String owner) {
        return view(runs.save(new Run(asked, owner, clock.instant())));
    }

    /** A page of those that were asked for, newest first. */
    @Transactional(readOnly = true)
    public RunPage list(RunQuery query) {
        RunQuery.Page page = query.page();
        List<Run> found = runs.findBy(
                page.which(),
                some -> some.sortBy(Sort.by("id").descending())
                        .limit(page.size() + 1)
                        .all());
        return RunPage.of(found, page.size());
    }

    @Transactional(readOnly = true)
    public RunView get(String id) {
        return view(find(id));
    }

    /** What changes whenever the run, or its epochs, do; without reading them. */
    @Transactional(readOnly = true)
    public RunRepository.Versions versions(String id) {
        return RunId.parse(id)
                .flatMap(known -> runs.versions(known.value()))
                .orElseThrow(() -> new RunNotFoundException(id));
    }

    @Transactional(readOnly = true)
    public EpochList epochs(String id) {
        Run run = find(id);
        return new EpochList(records.epochs(run), run.spec().activation().sharing());
    }

    /** Ends a run that waits; asks the worker of one that is trained to stop. */
    public RunView cancel(String id) {
        Run run = RunId.parse(id)
                .flatMap(known -> runs.lock(known.value()))
                .orElseThrow(() -> new RunNotFoundException(id));
        if (run.status().isEnd()) {
            throw new RunAlreadyEndedException(run);
        }
        run.requestCancel(clock.instant());
        return view(run);
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
