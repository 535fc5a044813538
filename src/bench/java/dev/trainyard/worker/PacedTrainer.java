package dev.trainyard.worker;

import dev.trainyard.activation.Sharing;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.LearntParameters;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.TestReport;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Computes nothing, but takes the time of an epoch, and leaves checkpoints of the size that they would have. */
final class PacedTrainer implements Trainer {
    private static final int STEPS = 10;
    /** A parameter and its velocity, each a float. */
    private static final int BYTES_PER_PARAMETER = 8;

    private static final int IMAGES = 45_000;

    private final Duration epoch;

    PacedTrainer(Duration epoch) {
        this.epoch = epoch;
    }

    @Override
    public TrainingResult train(ClaimedRun run, TrainingObserver observer) {
        int last = run.recipe().epochs();
        int done = run.progress() == null ? 0 : run.progress().latest().epoch();
        for (int number = done + 1; number <= last; number++) {
            step(number, observer);
            observer.epochEnded(report(run, number), checkpoint(run, number), true);
        }
        return new TrainingResult(test(last), test(last));
    }

    private void step(int number, TrainingObserver observer) {
        for (int step = 1; step <= STEPS; step++) {
            try {
                TimeUnit.NANOSECONDS.sleep(epoch.toNanos() / STEPS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the observer knows why
            }
            observer.stepped(new StepReport(number, step, STEPS, 1.0 / number, imagesPerSecond()));
        }
    }

    private double imagesPerSecond() {
        return IMAGES * 1000.0 / epoch.toMillis();
    }

    private EpochReport report(ClaimedRun run, int number) {
        return new EpochReport(
                number,
                1.0 / number,
                0.5,
                1.0 / number,
                0.5,
                run.recipe().learningRate(number),
                IMAGES,
                imagesPerSecond(),
                epoch,
                new LearntParameters(Sharing.NETWORK, Map.of("a", List.of(List.of(1.0)))));
    }

    /** Random, since weights cannot be compressed either. */
    private static Checkpoint checkpoint(ClaimedRun run, int number) {
        byte[] content = new byte[(int) run.recipe().model().parameters(10) * BYTES_PER_PARAMETER];
        new Random(run.recipe().seed() + number).nextBytes(content);
        return new Checkpoint(number, 1.0 / number, content);
    }

    private static TestReport test(int number) {
        return new TestReport(number, 1, 0.5, 0.5, 0.5, 0.5, List.of(List.of(1, 0), List.of(0, 1)));
    }
}
