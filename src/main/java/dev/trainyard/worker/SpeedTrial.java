package dev.trainyard.worker;

import dev.trainyard.run.SpeedMeasurement;
import dev.trainyard.training.Calibration;
import dev.trainyard.training.Recipe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains for a moment to see how fast that is, once for each network. All on one thread, because ND4J keeps memory for
 * every thread that computes; a run that is trained here meanwhile makes it slower, and is made slower.
 */
final class SpeedTrial implements SpeedMeasurement, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedTrial.class);
    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final Map<String, Double> known = new HashMap<>(); // of the thread alone
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "speed trial");
        made.setDaemon(true);
        return made;
    });

    @Override
    public double secondsPerImage(Recipe recipe) {
        return CompletableFuture.supplyAsync(
                        () -> known.computeIfAbsent(recipe.title(), title -> measured(recipe)), thread)
                .join();
    }

    private static double measured(Recipe recipe) {
        double seconds = Calibration.secondsPerImage(recipe, LENGTH);
        LOG.info("{} trains {} images a second here", recipe.title(), Math.round(1 / seconds));
        return seconds;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
