package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trainyard.dataset.Dataset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTest {
    /** Never satisfied: every epoch after the first is without an improvement. */
    private static final EarlyStopping IMPATIENT = new EarlyStopping(2, 100);

    private static final Schedule CONSTANT = new Schedule.Constant();

    private final Dataset dataset = SmallTraining.dataset();

    @ParameterizedTest
    @CsvSource({
        "2, 0, '3 2', false",
        "2, 0, '3 2 2', false",
        "2, 0, '3 2 2 2.5', true",
        "2, 0, '3 2 2.5 1.9', false",
        "1, 0, '3', false",
        "1, 0, '3 3', true",
        // Not more than min_delta is no improvement; small ones add up, since the last improvement is what counts.
        "1, 0.5, '3 2.5', true",
        "2, 0.5, '3 2.7 2.4', false",
        "2, 0.5, '3 2.7 2.6', true",
        "2, 0.5, '3 2.7 2.4 2.0 1.9', true"
    })
    void itIsDueAfterSoManyEpochsInARowWithoutAnImprovement(int patience, double minDelta, String losses, boolean due) {
        List<Double> all = Arrays.stream(losses.split(" ")).map(Double::valueOf).toList();

        assertThat(new EarlyStopping(patience, minDelta).isDue(all)).isEqualTo(due);
    }

    @Test
    void aTrainingThatStopsEarlyIsTestedWhereItStops() {
        Recorder recorder = new Recorder();
        TrainingResult result = Training.run(SmallTraining.recipe(6, CONSTANT, IMPATIENT), dataset, null, recorder);

        assertThat(recorder.epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
        assertThat(result.last().epoch()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aTrainingThatWasInterruptedStopsWhereAnUndisturbedOneDoes(int interruptedAfter) {
        Recipe recipe = SmallTraining.recipe(6, CONSTANT, IMPATIENT);
        Recorder undisturbed = new Recorder();
        TrainingResult expected = Training.run(recipe, dataset, null, undisturbed);

        Recorder before = new Recorder(interruptedAfter);
        assertThat(catchThrowable(() -> Training.run(recipe, dataset, null, before)))
                .isInstanceOf(Recorder.Stopped.class);
        Recorder after = new Recorder();
        TrainingResult result = Training.run(recipe, dataset, before.progress(), after);

        assertThat(after.numbers()).isEqualTo(undisturbed.numbers().subList(interruptedAfter, 3));
        assertThat(result).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "cosine"})
    void anExtendedTrainingGivesTheNumbersOfOneThatWasSoLongFromTheStart(String type) {
        Schedule schedule = type.equals("step") ? new Schedule.Step(List.of(1, 3), 0.5) : new Schedule.Cosine(2);
        Recorder longer = new Recorder();
        TrainingResult expected = Training.run(SmallTraining.recipe(4, schedule, null), dataset, null, longer);

        Recorder before = new Recorder();
        Training.run(SmallTraining.recipe(2, schedule, null), dataset, null, before);
        Recorder after = new Recorder();
        TrainingResult result =
                Training.run(SmallTraining.recipe(4, schedule, null), dataset, before.progress(), after);

        assertThat(after.numbers()).isEqualTo(longer.numbers().subList(2, 4));
        assertThat(result).isEqualTo(expected);
    }
}
