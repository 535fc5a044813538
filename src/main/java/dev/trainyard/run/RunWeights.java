package dev.trainyard.run;

import dev.trainyard.training.Recipe;
import dev.trainyard.training.StoredWeights;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The best checkpoints of runs as weights for other runs to begin with. */
@Component
class RunWeights implements WeightsSource {
    private final RunRepository runs;
    private final CheckpointStore checkpoints;

    RunWeights(RunRepository runs, CheckpointStore checkpoints) {
        this.runs = runs;
        this.checkpoints = checkpoints;
    }

    @Override
    public Optional<Description> describe(String id) {
        return RunId.parse(id)
                .flatMap(known -> runs.findById(known.value()))
                .flatMap(run ->
                        checkpoints.label(run.runId(), CheckpointChoice.BEST).map(best -> describe(run, best)));
    }

    private static Description describe(Run run, CheckpointStore.Label best) {
        Recipe recipe = run.spec().toRecipe();
        return new Description(
                run.owner(),
                recipe.model(),
                recipe.activation(),
                recipe.shortcut(),
                recipe.dataset(),
                recipe.normalization(),
                best.sha256(),
                run.status().isEnd() ? "" : "it is " + run.status().label());
    }

    /** Runs have no end but that of their checkpoints, which retention decides: the run that finds none says so. */
    @Override
    public boolean hold(String id) {
        return true;
    }

    @Override
    public Optional<StoredWeights> load(String id, String sha256) {
        return RunId.parse(id).flatMap(run -> checkpoints.load(run, sha256)).map(StoredWeights::of);
    }
}
