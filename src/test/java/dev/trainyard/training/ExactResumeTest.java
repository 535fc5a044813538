package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.Dataset;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs of two epochs of four steps, with another learning rate in the second: nobody can tell from the numbers, the result or
 * the bytes of the checkpoints that one was interrupted.
 */
class ExactResumeTest {
    private static final int BETWEEN_EPOCHS = 0;
    private static final List<Crash> CRASHES =
            List.of(new Crash(1, 1), new Crash(1, BETWEEN_EPOCHS), new Crash(2, 2), new Crash(2, 4));

    private final Dataset dataset = SmallTraining.dataset(20, 6);

    private record Crash(int epoch, int step) {}

    private static final class Crashed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** In the first step, between the epochs, in the middle of the second and in the last step of all. */
    @ParameterizedTest
    @EnumSource(names = {"FLIP_OR_CROP", "FLIP_AND_CROP"})
    void aRunThatCrashedFourTimesEndsAsOneThatDidNot(Augmentation augmentation) {
        Recipe recipe = recipe(ActivationSpec.named("coslu"), augmentation, new Schedule.Cosine(2));
        Committed undisturbed = new Committed(null);
        TrainingResult expected = Training.run(recipe, dataset, null, undisturbed);

        Committed disturbed = new Committed(null);
        for (Crash crash : CRASHES) {
            disturbed = crash(recipe, disturbed, crash);
        }
        disturbed = disturbed.goOn(null);
        assertThat(Training.run(recipe, dataset, disturbed.progress(), disturbed))
                .isEqualTo(expected);
        assertSame(disturbed.recorder, undisturbed.recorder);
    }

    /** Five images a step, which two devices cannot share evenly, and one in the last, in which the second has none. */
    @Test
    void aRunOnTwoDevicesGoesOnFromACheckpointAsIfNothingHadHappened() {
        Recipe recipe = SmallTraining.onTwoDevices(SmallTraining.recipe(ActivationSpec.named("coslu"), 2, 0.05, 5));
        Recorder undisturbed = new Recorder();
        TrainingResult expected = Training.run(recipe, dataset, null, undisturbed);

        Recorder resumed = new Recorder();
        resumed.epochEnded(undisturbed.epochs.get(0), undisturbed.checkpoints.get(0), true);
        assertThat(Training.run(recipe, dataset, resumed.progress(), resumed)).isEqualTo(expected);
        assertSame(resumed, undisturbed);
    }

    static Stream<ActivationSpec> activations() {
        return Stream.concat(
                Activations.names().stream().map(ActivationSpec::named),
                Stream.of(new ActivationSpec("shilu", Sharing.CHANNEL, Map.of(), List.of())));
    }

    /** Whatever step a crash comes in, the next process has the last checkpoint and nothing else. */
    @ParameterizedTest
    @MethodSource("activations")
    void everyActivationGoesOnFromACheckpointAsIfNothingHadHappened(ActivationSpec activation) {
        Recipe recipe = recipe(activation, Augmentation.FLIP_OR_CROP, new Schedule.Step(List.of(1), 0.5));
        Recorder undisturbed = new Recorder();
        TrainingResult expected = Training.run(recipe, dataset, null, undisturbed);

        Checkpoint first = undisturbed.checkpoints.get(0);
        Recorder resumed = new Recorder();
        resumed.epochEnded(undisturbed.epochs.get(0), first, true);
        assertThat(Training.run(recipe, dataset, resumed.progress(), resumed)).isEqualTo(expected);
        assertSame(resumed, undisturbed);
    }

    private static void assertSame(Recorder interrupted, Recorder undisturbed) {
        assertThat(interrupted.numbers()).isEqualTo(undisturbed.numbers());
        assertThat(contents(interrupted)).isEqualTo(contents(undisturbed));
    }

    private static List<ByteBuffer> contents(Recorder recorder) {
        return recorder.checkpoints.stream()
                .map(Checkpoint::content)
                .map(ByteBuffer::wrap)
                .toList();
    }

    private Committed crash(Recipe recipe, Committed before, Crash crash) {
        Committed committed = before.goOn(crash);
        try {
            Training.run(recipe, dataset, committed.progress(), committed);
        } catch (Crashed e) {
            return committed;
        }
        throw new AssertionError("It did not crash at " + crash);
    }

    private static Recipe recipe(ActivationSpec activation, Augmentation augmentation, Schedule schedule) {
        Recipe r = SmallTraining.recipe(activation, 2, 0.05, 4);
        return new Recipe(
                r.model(),
                r.activation(),
                r.dataset(),
                r.epochs(),
                r.batchSize(),
                Optimizer.NESTEROV,
                r.learningRate(),
                r.momentum(),
                r.weightDecay(),
                schedule,
                augmentation,
                r.normalization(),
                r.shortcut(),
                r.validationFraction(),
                r.seed(),
                r.devices(),
                null,
                null);
    }

    /** What the processes before have committed; adds what this one does, until it crashes. */
    private static final class Committed implements TrainingObserver {
        private final Recorder recorder;
        private final @Nullable Crash crash;

        Committed(@Nullable Crash crash) {
            this(new Recorder(), crash);
        }

        private Committed(Recorder recorder, @Nullable Crash crash) {
            this.recorder = recorder;
            this.crash = crash;
        }

        Committed goOn(@Nullable Crash next) {
            return new Committed(recorder, next);
        }

        @Nullable
        Progress progress() {
            return recorder.epochs.isEmpty() ? null : recorder.progress();
        }

        @Override
        public void stepped(StepReport step) {
            crashIf(new Crash(step.epoch(), step.step()));
        }

        @Override
        public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {
            recorder.epochEnded(epoch, checkpoint, best);
            crashIf(new Crash(epoch.epoch(), BETWEEN_EPOCHS));
        }

        private void crashIf(Crash here) {
            if (here.equals(crash)) {
                throw new Crashed();
            }
        }
    }
}
