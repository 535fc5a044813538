package dev.trainyard.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what a training told, and stops it after an epoch if asked to. */
final class Recorder implements TrainingObserver {
    final List<StepReport> steps = new ArrayList<>();
    final List<EpochReport> epochs = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    private final int stopAfter;
    private @Nullable Checkpoint best;

    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Recorder() {
        this(Integer.MAX_VALUE);
    }

    Recorder(int stopAfter) {
        this.stopAfter = stopAfter;
    }

    @Override
    public void stepped(StepReport step) {
        steps.add(step);
    }

    @Override
    public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean isBest) {
        epochs.add(epoch);
        checkpoints.add(checkpoint);
        best = isBest ? checkpoint : best;
        if (epoch.epoch() == stopAfter) {
            throw new Stopped();
        }
    }

    Checkpoint latest() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    /** Where to go on, if this recorded all epochs from the first. */
    Progress progress() {
        return new Progress(
                latest(),
                java.util.Objects.requireNonNull(best),
                checkpoints.stream().map(Checkpoint::validationLoss).toList());
    }

    /** What was learnt, without what depends on the clock. */
    List<List<Object>> numbers() {
        return epochs.stream()
                .map(e -> List.<Object>of(
                        e.epoch(),
                        e.trainLoss(),
                        e.trainAccuracy(),
                        e.validationLoss(),
                        e.validationAccuracy(),
                        e.learningRate(),
                        e.activationParameters()))
                .toList();
    }
}
