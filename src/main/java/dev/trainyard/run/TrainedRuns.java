package dev.trainyard.run;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Recipe;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The runs that have learnt something, for those who use it. Whether the caller may see a run is decided before, as for
 * every endpoint below {@code /v1/runs/{id}}.
 */
@Service
@Transactional(readOnly = true)
public class TrainedRuns {
    private final RunRepository runs;
    private final CheckpointStore checkpoints;

    TrainedRuns(RunRepository runs, CheckpointStore checkpoints) {
        this.runs = runs;
        this.checkpoints = checkpoints;
    }

    /**
     * The run with the checkpoint of that choice, as it is now; reads no content.
     *
     * @return empty if the run has no checkpoint: it has made no epoch, or they were deleted after its end
     * @throws RunNotFoundException if there is no such run
     */
    public Optional<TrainedRun> find(String id, CheckpointChoice choice) {
        Run run = require(id);
        return checkpoints
                .label(run.runId(), choice)
                .map(label -> new TrainedRun(run.runId(), run.spec().toRecipe(), label.epoch(), label.sha256()));
    }

    /** How a run is trained; throws RunNotFoundException if there is none. */
    public Recipe recipe(String id) {
        return require(id).spec().toRecipe();
    }

    private Run require(String id) {
        return RunId.parse(id)
                .flatMap(known -> runs.findById(known.value()))
                .orElseThrow(() -> new RunNotFoundException(id));
    }

    /**
     * The checkpoint itself, megabytes.
     *
     * @return empty if it is there no more: a later epoch took its place
     * @throws CheckpointDamagedException if what is stored is not what was stored
     */
    public Optional<Checkpoint> checkpoint(TrainedRun run) {
        return checkpoints.load(run.id(), run.epoch(), run.sha256());
    }
}
