package dev.trainyard.run;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.InitialWeights;
import dev.trainyard.training.Progress;
import dev.trainyard.training.StoredWeights;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the training of a run leaves behind, epochs, checkpoints and test scores; and what others left for it to begin with. */
@Component
class RunRecords {
    private final EpochRepository epochs;
    private final TestScoreRepository scores;
    private final CheckpointStore checkpoints;
    private final WeightsSources weights;

    RunRecords(
            EpochRepository epochs, TestScoreRepository scores, CheckpointStore checkpoints, WeightsSources weights) {
        this.weights = weights;
        this.epochs = epochs;
        this.scores = scores;
        this.checkpoints = checkpoints;
    }

    void store(RunId run, EpochReport report, Checkpoint checkpoint, boolean best, Instant now) {
        epochs.saveAndFlush(new Epoch(run, report, now)); // the checkpoint's row refers to it
        checkpoints.store(run, checkpoint, best);
    }

    /**
     * Keeps the epoch as it is stored, and stores its checkpoint if there is none.
     *
     * @return whether the epoch says the same as the report
     */
    boolean storeAgain(RunId run, EpochReport report, Checkpoint checkpoint, boolean best) {
        if (!checkpoints.has(run, report.epoch())) {
            checkpoints.store(run, checkpoint, best);
        }
        return epochs.findById(new Epoch.Key(run.value(), report.epoch()))
                .map(stored -> stored.agreesWith(report))
                .orElse(false);
    }

    /** Stores the tests of a run that succeeds, in the place of those before it was extended. */
    void store(Run run, TrainingResult result) {
        if (run.attempt() > 1) { // an extended run is on its second, at least
            scores.deleteOfRun(run.runId().value());
        }
        scores.save(new TestScore(run.runId(), TestScore.BEST, result.best()));
        scores.save(new TestScore(run.runId(), TestScore.LAST, result.last()));
    }

    /** See {@link CheckpointStore#discardDamaged}. */
    List<Integer> discardDamagedCheckpoints(RunId run) {
        return checkpoints.discardDamaged(run);
    }

    /** See {@link CheckpointStore#progress}. */
    Optional<Progress> progress(RunId run) {
        return checkpoints.progress(run);
    }

    /** See {@link WeightsSources#load}. */
    @Nullable
    StoredWeights weights(@Nullable InitialWeights pinned) {
        return weights.load(pinned);
    }

    /** The validation losses of all epochs of the run so far, in order. */
    List<Double> validationLosses(Run run) {
        return epochs.validationLosses(run.runId().value(), run.epoch());
    }

    /** Of the epochs so far no more than so many, see {@link Points}. */
    List<Epoch> epochs(Run run, Points points) {
        UUID id = run.runId().value();
        if (!points.areFewerThan(run.epoch())) {
            return epochs.ofRun(id);
        }
        List<Epoch.Key> chosen = points.of(run.epoch(), run.bestEpoch()).stream()
                .map(epoch -> new Epoch.Key(id, epoch))
                .toList();
        return epochs.findByKeyInOrderByKeyEpoch(chosen);
    }

    /** The epoch of that number, if there is one. */
    Optional<EpochView> epoch(Run run, int number) {
        return epochs.findById(new Epoch.Key(run.runId().value(), number)).map(epoch -> epoch.view(run.spec()));
    }

    /** The tests of a run that succeeded. */
    Optional<TrainingResult> result(RunId run) {
        List<TestReport> reports =
                scores.ofRun(run.value()).stream().map(TestScore::report).toList();
        return reports.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingResult(reports.get(0), reports.get(reports.size() - 1)));
    }
}
