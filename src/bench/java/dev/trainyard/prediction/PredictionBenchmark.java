package dev.trainyard.prediction;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Engine;
import dev.trainyard.training.UntrainedCheckpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.unit.DataSize;

/** ResNet-20 with CosLU on one thread, without HTTP and images to read: one client, and 64 with and without batches. */
public final class PredictionBenchmark {
    private static final Normalization NORMALIZATION =
            new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
    private static final ActivationSpec ACTIVATION = ActivationSpec.named("coslu");
    private static final int CLIENTS = 64;
    private static final int TIMES = 2000;
    private static final int SECONDS = 10;

    private final Checkpoint checkpoint =
            UntrainedCheckpoint.of(new NetworkSpec(new ResNet(20), ACTIVATION, Shortcut.A, 10), 1);
    private final Predictor.Source source = new Predictor.Source("checkpoint", checkpoint::network, NORMALIZATION);
    private final byte[] image = new byte[32 * 32 * 3];

    private PredictionBenchmark() {
        new Random(1).nextBytes(image);
    }

    /** Prints the table. */
    public static void run() throws InterruptedException {
        Engine.start(1);
        new PredictionBenchmark().measure();
    }

    private void measure() throws InterruptedException {
        try (Predictor one = predictor(1);
                Predictor many = predictor(CLIENTS)) {
            long[] alone = alone(many);
            double single = throughput(one);
            double batched = throughput(many);
            System.out.println("| ResNet-20, CosLU, 1 thread | |");
            System.out.println("|---|--:|");
            row(
                    "one client, one image: p50, p99, ms",
                    "%.1f, %.1f",
                    alone[TIMES / 2] / 1e6,
                    alone[TIMES * 99 / 100] / 1e6);
            row("64 clients, each image by itself: images/s", "%.0f", single);
            row("64 clients, batches of at most 64: images/s", "%.0f (%.1f x)", batched, batched / single);
        }
    }

    private static void row(String what, String format, Object... values) {
        System.out.printf("| %s | %s |%n", what, String.format(Locale.ROOT, format, values));
    }

    private static Predictor predictor(int maxBatch) {
        return new Predictor(
                new PredictionSettings(1, 1, maxBatch, DataSize.ofMegabytes(100)), new SimpleMeterRegistry());
    }

    private void ask(Predictor predictor) {
        predictor.predict(source, List.of(image));
    }

    private long[] alone(Predictor predictor) {
        long[] times = new long[TIMES];
        for (int i = -TIMES; i < TIMES; i++) { // the first half is the warm-up
            long begin = System.nanoTime();
            ask(predictor);
            times[Math.max(i, 0)] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times;
    }

    /** Images a second; the first third of the time is the warm-up. */
    private double throughput(Predictor predictor) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                while (!clients.isShutdown()) {
                    ask(predictor);
                    done.incrementAndGet();
                }
            });
        }
        TimeUnit.SECONDS.sleep(SECONDS / 2);
        long before = done.get();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        double speed = (done.get() - before) / ((System.nanoTime() - begin) / 1e9);
        clients.shutdown();
        clients.awaitTermination(1, TimeUnit.MINUTES);
        return speed;
    }
}
