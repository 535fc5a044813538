package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Dataset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class TrainingTest {
    private final Dataset dataset = SmallTraining.dataset();

    @Test
    void everyEpochIsReportedWithItsRateAndItsSteps() {
        Recorder recorder = new Recorder();
        TrainingResult result = Training.run(SmallTraining.recipe("coslu", 3), dataset, null, recorder);

        // 64 images to train on make 4 steps of 16.
        assertThat(recorder.steps).hasSize(12);
        assertThat(recorder.steps.get(5)).satisfies(step -> {
            assertThat(step.epoch()).isEqualTo(2);
            assertThat(step.step()).isEqualTo(2);
            assertThat(step.stepsPerEpoch()).isEqualTo(4);
        });
        assertThat(recorder.epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
        assertThat(recorder.epochs).extracting(EpochReport::learningRate).containsExactly(0.05, 0.025, 0.025);
        assertThat(result.last().epoch()).isEqualTo(3);
        double smallest = recorder.epochs.stream()
                .mapToDouble(EpochReport::validationLoss)
                .min()
                .orElseThrow();
        assertThat(recorder.epochs.get(result.best().epoch() - 1).validationLoss())
                .isEqualTo(smallest);
        assertThat(result.last().confusion().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void anEasySetIsLearnt() {
        Recorder recorder = new Recorder();
        Training.run(SmallTraining.recipe("relu", 6), dataset, null, recorder);
        assertThat(recorder.epochs.get(5).trainLoss())
                .isLessThan(recorder.epochs.get(0).trainLoss() / 2);
        assertThat(recorder.epochs.get(5).trainAccuracy()).isGreaterThan(0.9);
    }

    @Test
    void theSameRecipeGivesTheSameNumbersToTheLastDigit() {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        var resultOfFirst = Training.run(SmallTraining.recipe("coslu", 2), dataset, null, first);
        var resultOfSecond = Training.run(SmallTraining.recipe("coslu", 2), dataset, null, second);
        assertThat(second.numbers()).isEqualTo(first.numbers());
        assertThat(resultOfSecond).isEqualTo(resultOfFirst);
    }

    @Test
    void aRunResumedFromItsCheckpointGivesTheNumbersOfAnUndisturbedOne() {
        Recipe recipe = SmallTraining.recipe("coslu", 4);
        Recorder undisturbed = new Recorder();
        TrainingResult expected = Training.run(recipe, dataset, null, undisturbed);

        Recorder before = new Recorder(2);
        assertThat(catchThrowable(() -> Training.run(recipe, dataset, null, before)))
                .isInstanceOf(Recorder.Stopped.class);
        Recorder after = new Recorder();
        TrainingResult result = Training.run(recipe, dataset, before.progress(), after);

        assertThat(after.numbers()).isEqualTo(undisturbed.numbers().subList(2, 4));
        assertThat(result).isEqualTo(expected);
        assertThat(CheckpointFormat.read(after.latest()).params())
                .isEqualTo(CheckpointFormat.read(undisturbed.latest()).params());
    }

    @Test
    void aRunThatStoppedAfterItsLastEpochIsTestedWithoutTrainingAnyMore() {
        Recipe recipe = SmallTraining.recipe("relu", 2);
        Recorder all = new Recorder();
        TrainingResult expected = Training.run(recipe, dataset, null, all);
        Recorder nothing = new Recorder();
        assertThat(Training.run(recipe, dataset, all.progress(), nothing)).isEqualTo(expected);
        assertThat(nothing.steps).isEmpty();
    }

    @Test
    void aTrainingLeavesNoWorkspaceBehindHoweverItEnds() {
        Training.run(SmallTraining.recipe("relu", 1), dataset, null, new Recorder());
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .isEmpty();

        Recipe explosive = SmallTraining.recipe(ActivationSpec.named("relu"), 2, 1e30);
        assertThatThrownBy(() -> Training.run(explosive, dataset, null, new Recorder()))
                .isInstanceOf(DivergedException.class);
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .isEmpty();
    }

    @Test
    void aLossThatIsNotFiniteEndsTheRunNamingEpochAndStep() {
        Recipe explosive = SmallTraining.recipe(ActivationSpec.named("relu"), 2, 1e30);
        Recorder recorder = new Recorder();
        assertThatThrownBy(() -> Training.run(explosive, dataset, null, recorder))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching("The loss became (NaN|Infinity) in epoch 1, step [2-4]");
        assertThat(recorder.epochs).isEmpty();
    }

    @Test
    void aLastStepThatRuinsTheWeightsEndsTheRunBeforeItsEpochIsReported() {
        int allImagesAtOnce = 64;
        Recipe explosive = SmallTraining.recipe(ActivationSpec.named("relu"), 2, 1e30, allImagesAtOnce);
        Recorder recorder = new Recorder();
        assertThatThrownBy(() -> Training.run(explosive, dataset, null, recorder))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching("The loss became (NaN|Infinity) in epoch 1, step 1");
        assertThat(recorder.epochs).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NETWORK, 1, 1", "LAYER, 7, 1", "CHANNEL, 7, 16"})
    void learntParametersAreReportedForWhateverSharesThem(Sharing sharing, int layers, int channels) {
        Recorder recorder = new Recorder();
        ActivationSpec shilu = new ActivationSpec("shilu", sharing, Map.of("b", 0.5), List.of());
        Training.run(SmallTraining.recipe(shilu, 1, 0.05), dataset, null, recorder);
        LearntParameters learnt = recorder.epochs.get(0).activationParameters();
        assertThat(learnt.values()).containsOnlyKeys("a", "b");
        List<List<Double>> b = Objects.requireNonNull(learnt.values().get("b"));
        assertThat(b).hasSize(layers);
        assertThat(b.get(0)).hasSize(channels).doesNotContain(0.5);
    }
}
