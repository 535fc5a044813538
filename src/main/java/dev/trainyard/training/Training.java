package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import dev.trainyard.dataset.BatchLoader;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Split;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Weights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One run of one network on one data set: trains epoch by epoch, validates after each, and tests the best and the last
 * epoch's weights at the end.
 */
public final class Training {
    private final Recipe recipe;
    private final Dataset dataset;
    private final Split split;
    private final TrainingObserver observer;
    private final @Nullable StoredWeights weights;

    private Training(Recipe recipe, Dataset dataset, @Nullable StoredWeights weights, TrainingObserver observer) {
        this.recipe = recipe;
        this.dataset = dataset;
        this.weights = weights;
        this.observer = observer;
        this.split = dataset.split(recipe.validationFraction(), recipe.seed());
    }

    /**
     * Trains to the recipe's last epoch, or to where early stopping ends it.
     *
     * @param progress where an interrupted run goes on; null to begin
     * @param observer is told of every step and epoch, and ends the training by throwing
     * @throws DivergedException if the loss of a step, or of the validation after the last step of an epoch, is not
     *     finite
     */
    public static TrainingResult run(
            Recipe recipe, Dataset dataset, @Nullable Progress progress, TrainingObserver observer) {
        return run(recipe, dataset, progress, null, observer);
    }

    /**
     * As above, for a recipe with initial weights.
     *
     * @param weights that the recipe names; null if it names none, or if there is progress
     * @throws IllegalArgumentException if they are not those of the recipe's network
     */
    public static TrainingResult run(
            Recipe recipe,
            Dataset dataset,
            @Nullable Progress progress,
            @Nullable StoredWeights weights,
            TrainingObserver observer) {
        return new Training(recipe, dataset, weights, observer).run(progress);
    }

    private TrainingResult run(@Nullable Progress progress) {
        ComputationGraph network = progress == null ? begin() : CheckpointFormat.read(progress.latest());
        try (Replicas replicas = Replicas.start(recipe.devices(), this::create)) {
            return run(network, replicas, progress);
        } finally {
            // Memory off the heap, the workspaces of this thread with it, which no garbage collector would ever return.
            NetworkMemory.release(network);
        }
    }

    private TrainingResult run(ComputationGraph network, Replicas replicas, @Nullable Progress progress) {
        List<Double> losses = new ArrayList<>(progress == null ? List.of() : progress.validationLosses());
        Checkpoint best = progress == null ? null : progress.best();
        while (!isDone(losses)) {
            EpochReport report = epoch(network, replicas, losses.size() + 1);
            Checkpoint checkpoint = CheckpointFormat.write(network, report.epoch(), report.validationLoss());
            boolean isBest = best == null || checkpoint.validationLoss() < best.validationLoss();
            best = isBest ? checkpoint : best;
            losses.add(report.validationLoss());
            observer.epochEnded(report, checkpoint, isBest);
        }
        return test(network, losses.size(), Objects.requireNonNull(best, "a recipe has at least one epoch"));
    }

    /** Asked before each epoch, the first after a resume included: the last epoch before may have been the end. */
    private boolean isDone(List<Double> validationLosses) {
        EarlyStopping early = recipe.earlyStopping();
        return validationLosses.size() >= recipe.epochs() || (early != null && early.isDue(validationLosses));
    }

    private ComputationGraph begin() {
        ComputationGraph network = create();
        InitialWeights asked = recipe.initialWeights();
        if (asked == null) {
            return network;
        }
        if (weights == null) {
            NetworkMemory.release(network);
            throw new IllegalArgumentException("The weights of %s are not there".formatted(asked.source()));
        }
        Map<String, INDArray> tensors = weights.tensors().get();
        if (asked.newLastLayer()) {
            Weights.loadButLastLayer(network, tensors);
        } else {
            Weights.load(network, tensors);
        }
        return network;
    }

    private ComputationGraph create() {
        NetworkSpec spec = new NetworkSpec(
                recipe.model(),
                recipe.activation(),
                recipe.shortcut(),
                classes(),
                dataset.train().height());
        MomentumSgd updater =
                new MomentumSgd(recipe.learningRate(1), recipe.momentum(), recipe.optimizer() == Optimizer.NESTEROV);
        return ResNetGraph.create(spec, updater, recipe.weightDecay(), recipe.seed(), DataType.FLOAT);
    }

    private EpochReport epoch(ComputationGraph network, Replicas replicas, int epoch) {
        long start = System.nanoTime();
        FlatUpdater.install(network, recipe.learningRate(epoch));
        Tally trained = train(network, replicas, epoch);
        double trainingSeconds = (System.nanoTime() - start) / 1e9;
        Tally validated =
                Evaluation.tally(network, dataset.train(), split.validation(), classes(), recipe.normalization());
        if (!Double.isFinite(validated.loss())) {
            throw new DivergedException(epoch, steps(), validated.loss());
        }
        return new EpochReport(
                epoch,
                trained.loss(),
                trained.accuracy(),
                validated.loss(),
                validated.accuracy(),
                recipe.learningRate(epoch),
                split.train().length,
                split.train().length / trainingSeconds,
                Duration.ofNanos(System.nanoTime() - start),
                LearntParameters.of(network, recipe.activation().sharing()));
    }

    private Tally train(ComputationGraph network, Replicas replicas, int epoch) {
        Tally tally = new Tally(classes());
        long start = System.nanoTime();
        int images = 0;
        try (TrainingPass pass = new TrainingPass(network, replicas, tally);
                BatchLoader batches = BatchLoader.shuffled(
                        dataset.train(),
                        split.train(),
                        recipe.batchSize(),
                        recipe.augmentation(),
                        recipe.normalization(),
                        recipe.seed(),
                        epoch)) {
            for (int step = 1; batches.hasNext(); step++) {
                Batch batch = batches.next();
                pass.train(batch);
                if (!Double.isFinite(tally.lastLoss())) {
                    throw new DivergedException(epoch, step, tally.lastLoss());
                }
                images += batch.size();
                double speed = images / ((System.nanoTime() - start) / 1e9);
                observer.stepped(new StepReport(epoch, step, steps(), tally.lastLoss(), speed));
            }
        }
        return tally;
    }

    /** Steps of an epoch. */
    private int steps() {
        return (split.train().length + recipe.batchSize() - 1) / recipe.batchSize();
    }

    private int classes() {
        return dataset.classes().size();
    }

    private TrainingResult test(ComputationGraph network, int lastEpoch, Checkpoint best) {
        TestReport last = test(network, lastEpoch);
        return best.epoch() == lastEpoch ? new TrainingResult(last, last) : new TrainingResult(test(best), last);
    }

    private TestReport test(Checkpoint checkpoint) {
        ComputationGraph network = CheckpointFormat.read(checkpoint);
        try {
            return test(network, checkpoint.epoch());
        } finally {
            NetworkMemory.release(network);
        }
    }

    private TestReport test(ComputationGraph network, int epoch) {
        return Evaluation.test(network, dataset, recipe.normalization()).report(epoch);
    }
}
