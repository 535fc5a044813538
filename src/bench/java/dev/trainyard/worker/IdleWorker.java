package dev.trainyard.worker;

import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.training.Engine;
import dev.trainyard.training.TrainingResult;
import java.time.Duration;
import java.util.List;

/** The worker of the service with one slot, whose trainings end at once, for benchmarks. */
public final class IdleWorker implements AutoCloseable {
    private static final WorkerSettings DEFAULTS = new WorkerSettings(
            true, 1, 1, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(20));

    private final Worker worker;

    /** Begins to wait for runs. */
    public IdleWorker(RunQueue queue, RunSignals signals, TrainingResult result) {
        worker = new Worker(
                queue,
                signals,
                (run, observer) -> result,
                DEFAULTS,
                List.of(Engine.current().devices().get(0)));
        worker.start();
    }

    @Override
    public void close() {
        worker.stop();
    }
}
