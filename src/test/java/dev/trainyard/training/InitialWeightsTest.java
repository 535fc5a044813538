package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.BatchLoader;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Split;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.RandomNetwork;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Safetensors;
import dev.trainyard.network.Shortcut;
import dev.trainyard.network.Weights;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a run computes that begins with weights: the same as if somebody had put them into its network by hand. */
class InitialWeightsTest {
    private static final InitialWeights ALL = new InitialWeights("mdl_1", "0", false);
    private static final InitialWeights BUT_THE_LAST = new InitialWeights("mdl_1", "0", true);

    private final Dataset dataset = SmallTraining.dataset();
    private final Recipe recipe = SmallTraining.recipe("coslu", 2);

    /** Not a bit is lost on the way: whatever the seed would have made is overwritten with the same. */
    @Test
    void weightsThatTheSeedWouldHaveMadeGiveTheRunThatTheSeedGives() {
        Recorder ordinary = new Recorder();
        TrainingResult expected = Training.run(recipe, dataset, null, ordinary);

        Recorder begun = new Recorder();
        Checkpoint same = UntrainedCheckpoint.of(spec(3), (int) recipe.seed());
        TrainingResult result = run(ALL, StoredWeights.of(same), begun);

        assertThat(result).isEqualTo(expected);
        assertThat(begun.numbers()).isEqualTo(ordinary.numbers());
        assertThat(begun.checkpoints.stream()
                        .map(Checkpoint::content)
                        .map(ByteBuffer::wrap)
                        .toList())
                .isEqualTo(ordinary.checkpoints.stream()
                        .map(Checkpoint::content)
                        .map(ByteBuffer::wrap)
                        .toList());
    }

    @Test
    void theFirstStepHasTheLossOfTheWeightsThatItBeginsWith() {
        Map<String, INDArray> weights = weights(3);
        byte[] file = new Safetensors(Map.of(), weights).toBytes();

        double first = firstLoss(recipe, ALL, StoredWeights.of(file));

        assertThat(first).isEqualTo(firstLossOf(weights));
        assertThat(first).isNotEqualTo(firstLossOf(own()));
    }

    @Test
    void aCheckpointIsBegunWithAsAFileIs() {
        ComputationGraph network = RandomNetwork.of(spec(3));
        Checkpoint checkpoint = UntrainedCheckpoint.of(network);
        NetworkMemory.release(network);

        assertThat(firstLoss(recipe, ALL, StoredWeights.of(checkpoint))).isEqualTo(firstLossOf(weights(3)));
    }

    @Test
    void aNewLastLayerIsTheOneOfTheSeedWhateverTheClassesWereBefore() {
        Map<String, INDArray> ofTenClasses = weights(10);
        byte[] file = new Safetensors(Map.of(), ofTenClasses).toBytes();
        Map<String, INDArray> mixed = new HashMap<>(ofTenClasses);
        for (String last : List.of("linear.weight", "linear.bias")) {
            mixed.put(last, Objects.requireNonNull(own().get(last)));
        }

        assertThat(firstLoss(recipe, BUT_THE_LAST, StoredWeights.of(file))).isEqualTo(firstLossOf(mixed));
    }

    @Test
    void weightsOfOtherClassesWithTheirLastLayerAreRefusedByName() {
        StoredWeights ofTen = StoredWeights.of(new Safetensors(Map.of(), weights(10)).toBytes());
        assertThatThrownBy(() -> run(ALL, ofTen, new Recorder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("linear.weight (shape [10, 64])");
    }

    /** Where there is a checkpoint of its own, nothing else counts. */
    @Test
    void aRunThatGoesOnLooksAtItsWeightsNoMore() {
        StoredWeights weights = StoredWeights.of(new Safetensors(Map.of(), weights(3)).toBytes());
        Recorder undisturbed = new Recorder();
        TrainingResult expected = run(ALL, weights, undisturbed);

        Recorder resumed = new Recorder();
        resumed.epochEnded(undisturbed.epochs.get(0), undisturbed.checkpoints.get(0), true);
        Recipe begun = SmallTraining.beginningWith(ALL, recipe);
        assertThat(Training.run(begun, dataset, resumed.progress(), null, resumed))
                .isEqualTo(expected);
        assertThat(resumed.numbers()).isEqualTo(undisturbed.numbers());
    }

    @Test
    void aRecipeWithWeightsNeverBeginsWithoutThem() {
        Recipe begun = SmallTraining.beginningWith(ALL, recipe);
        assertThatThrownBy(() -> Training.run(begun, dataset, null, new Recorder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mdl_1");
    }

    private TrainingResult run(InitialWeights asked, StoredWeights weights, Recorder recorder) {
        return Training.run(SmallTraining.beginningWith(asked, recipe), dataset, null, weights, recorder);
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** That a run tells of its first step. */
    private double firstLoss(Recipe recipe, InitialWeights asked, StoredWeights weights) {
        double[] loss = {Double.NaN};
        TrainingObserver observer = new TrainingObserver() {
            @Override
            public void stepped(StepReport step) {
                loss[0] = step.loss();
                throw new Enough();
            }

            @Override
            public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {}
        };
        assertThatThrownBy(() ->
                        Training.run(SmallTraining.beginningWith(asked, recipe), dataset, null, weights, observer))
                .isInstanceOf(Enough.class);
        return loss[0];
    }

    /** Of a network with these weights, on the first batch that the recipe has. */
    private double firstLossOf(Map<String, INDArray> weights) {
        ComputationGraph network = untrained();
        Weights.load(network, weights);
        Split split = Split.of(dataset.train().size(), recipe.validationFraction(), recipe.seed());
        Tally tally = new Tally(3);
        try (TrainingPass pass = new TrainingPass(network, Replicas.none(), tally);
                BatchLoader batches = BatchLoader.shuffled(
                        dataset.train(),
                        split.train(),
                        recipe.batchSize(),
                        recipe.augmentation(),
                        recipe.normalization(),
                        recipe.seed(),
                        1)) {
            pass.train(batches.next());
        } finally {
            NetworkMemory.release(network);
        }
        return tally.lastLoss();
    }

    private Map<String, INDArray> own() {
        ComputationGraph network = untrained();
        try {
            return Weights.save(network);
        } finally {
            NetworkMemory.release(network);
        }
    }

    private ComputationGraph untrained() {
        return ResNetGraph.create(spec(3), new MomentumSgd(0.05, 0.9, false), 1e-4, recipe.seed(), DataType.FLOAT);
    }

    private static Map<String, INDArray> weights(int classes) {
        ComputationGraph network = RandomNetwork.of(spec(classes));
        try {
            return Weights.save(network);
        } finally {
            NetworkMemory.release(network);
        }
    }

    private static NetworkSpec spec(int classes) {
        return new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, classes);
    }
}
