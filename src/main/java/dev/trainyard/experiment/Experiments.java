package dev.trainyard.experiment;

import dev.trainyard.access.Caller;
import dev.trainyard.request.Page;
import dev.trainyard.request.PageQuery;
import dev.trainyard.run.RunBatches;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunOutcome;
import dev.trainyard.run.RunOutcomes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The experiments as their owners see them; {@link ExperimentConfiguration} keeps strangers from each. */
@Service
@Transactional
class Experiments {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final ExperimentRepository experiments;
    private final ExperimentRuns members;
    private final ExperimentReader reader;
    private final RunBatches runs;
    private final RunOutcomes outcomes;
    private final Clock clock;

    Experiments(
            ExperimentRepository experiments,
            ExperimentRuns members,
            ExperimentReader reader,
            RunBatches runs,
            RunOutcomes outcomes,
            Clock clock) {
        this.experiments = experiments;
        this.members = members;
        this.reader = reader;
        this.runs = runs;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Puts all runs of a grid into the queue, or none. */
    public ExperimentView create(NewExperiment asked, String owner) {
        Experiment experiment = experiments.saveAndFlush(new Experiment(asked, owner, clock.instant()));
        members.add(experiment.id(), 0, runs.submit(asked.runs(), owner));
        return view(experiment);
    }

    /** Puts the runs of more seeds into the queue, all or none. */
    public ExperimentView addSeeds(String id, JsonNode body) {
        Experiment experiment =
                ExperimentIds.EXPERIMENT.parse(id).flatMap(experiments::lock).orElseThrow(() -> absent(id));
        int present = experiment.grid().size();
        Grid longer = reader.readSeeds(body, experiment.grid());
        experiment.extendTo(longer);
        List<RunId> added = runs.submit(reader.runs(longer, experiment.run(), present), experiment.owner());
        members.add(experiment.id(), present, added);
        return view(experiment);
    }

    @Transactional(readOnly = true)
    public Page<ExperimentSummary> list(PageQuery query, Caller caller) {
        PageQuery.Cut<UUID> cut = query.cut(ExperimentIds.EXPERIMENT::parse, AFTER_ALL);
        List<Experiment> found =
                experiments.page(caller.isAdmin() ? null : caller.owner(), cut.after(), Limit.of(cut.size() + 1));
        Map<UUID, Map<String, Integer>> statuses =
                members.statuses(found.stream().map(Experiment::id).toList());
        List<ExperimentSummary> shown = found.stream()
                .map(each -> ExperimentSummary.of(each, statuses.getOrDefault(each.id(), Map.of())))
                .toList();
        return Page.of(shown, cut.size(), ExperimentSummary::id);
    }

    @Transactional(readOnly = true)
    public ExperimentView get(String id) {
        return view(find(id));
    }

    /** Its runs that are there, in the order of their numbers. */
    @Transactional(readOnly = true)
    public List<RunId> runs(String id) {
        return List.copyOf(members.of(find(id).id()).values());
    }

    /** What its runs have come to so far. */
    @Transactional(readOnly = true)
    public Results results(String id) {
        Experiment experiment = find(id);
        Map<Integer, RunId> byNumber = members.of(experiment.id());
        Map<RunId, RunOutcome> known = outcomes.of(byNumber.values());
        Grid grid = experiment.grid();
        List<Result> results = new ArrayList<>();
        byNumber.forEach((number, run) -> {
            RunOutcome outcome = known.get(run);
            if (outcome != null) { // else it was deleted just now
                results.add(new Result(grid.combination(number), outcome));
            }
        });
        return new Results(experiment.name(), grid, results);
    }

    private ExperimentView view(Experiment experiment) {
        Map<Integer, RunId> byNumber = members.of(experiment.id());
        Map<RunId, RunOutcome> known = outcomes.of(byNumber.values());
        Grid grid = experiment.grid();
        List<ExperimentView.Cell> cells = IntStream.range(0, grid.size())
                .mapToObj(number -> ExperimentView.Cell.of(number, grid, known.get(byNumber.get(number))))
                .toList();
        double done = known.values().stream()
                .mapToDouble(RunOutcome::fraction)
                .average()
                .orElse(0);
        Map<String, Integer> statuses =
                members.statuses(List.of(experiment.id())).getOrDefault(experiment.id(), Map.of());
        return new ExperimentView(ExperimentSummary.of(experiment, statuses), done, cells);
    }

    private Experiment find(String id) {
        return ExperimentIds.EXPERIMENT.parse(id).flatMap(experiments::findById).orElseThrow(() -> absent(id));
    }

    private static ExperimentNotFoundException absent(String id) {
        return new ExperimentNotFoundException(id);
    }
}
