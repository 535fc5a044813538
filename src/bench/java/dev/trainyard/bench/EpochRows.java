package dev.trainyard.bench;

import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.TrainingObserver;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Prints each epoch of a training as a row, and ends it by a CancellationException after the last one wanted. */
final class EpochRows implements TrainingObserver {
    private final String title;
    private final int epochs;
    private final PrintStream out;
    private Duration total = Duration.ZERO;

    EpochRows(String title, int epochs, PrintStream out) {
        this.title = title;
        this.epochs = epochs;
        this.out = out;
    }

    @Override
    public void stepped(StepReport step) {}

    @Override
    public void epochEnded(EpochReport epoch, Checkpoint checkpoint, boolean best) {
        total = total.plus(epoch.duration());
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.0f | %.4f |%n",
                title,
                epoch.epoch(),
                epoch.duration().toNanos() / 1e9,
                epoch.trainImages() / epoch.imagesPerSecond(),
                epoch.imagesPerSecond(),
                epoch.trainLoss());
        if (epoch.epoch() >= epochs) {
            throw new CancellationException("as many epochs as were asked for");
        }
    }

    /** The duration of the epochs so far. */
    Duration total() {
        return total;
    }
}
