package dev.trainyard.worker;

import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.training.Device;
import dev.trainyard.training.Engine;
import dev.trainyard.training.StepReport;
import dev.trainyard.training.TrainingObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Workers with scripted trainings that end with the test at the latest. */
final class Workers implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(20);

    private static final Duration NEVER = Duration.ofHours(1);

    private final RunQueue queue;
    private final RunSignals signals;
    private final List<Device> devices;
    private final List<Worker> started = new ArrayList<>();

    /** Workers that hear no signals, and poll. */
    Workers(RunQueue queue) {
        this(queue, Engine.current().devices());
    }

    Workers(RunQueue queue, List<Device> devices) {
        this(queue, RunFixture.noSignals(), devices);
    }

    Workers(RunQueue queue, RunSignals signals) {
        this(queue, signals, Engine.current().devices());
    }

    private Workers(RunQueue queue, RunSignals signals, List<Device> devices) {
        this.queue = queue;
        this.signals = signals;
        this.devices = devices;
    }

    /** One whose heartbeats tell it of everything at once. */
    Worker start(int slots, Trainer trainer) {
        return start(slots, SOON, SOON, trainer);
    }

    /** One that hears of nothing, but from its writes: it trains once its first heartbeat is over. */
    Worker startDeaf(Trainer trainer) {
        Gate firstHeartbeat = new Gate();
        RunQueue observed = mock(RunQueue.class, delegatesTo(queue));
        doAnswer(heartbeat -> {
                    boolean stop = queue.heartbeat(
                            heartbeat.getArgument(0), heartbeat.getArgument(1), heartbeat.getArgument(2));
                    firstHeartbeat.open();
                    return stop;
                })
                .when(observed)
                .heartbeat(any(), any(), any());
        return start(observed, 1, LEASE.dividedBy(2), SOON, (run, observer) -> {
            firstHeartbeat.pass();
            return trainer.train(run, observer);
        });
    }

    /** One that learns of runs to claim and to stop by signals alone. */
    Worker startWithoutPolling(Trainer trainer) {
        return start(1, LEASE.dividedBy(2), NEVER, trainer);
    }

    private Worker start(int slots, Duration heartbeat, Duration poll, Trainer trainer) {
        return start(queue, slots, heartbeat, poll, trainer);
    }

    private Worker start(RunQueue asked, int slots, Duration heartbeat, Duration poll, Trainer trainer) {
        var settings = new WorkerSettings(true, slots, 1, LEASE, heartbeat, poll, Duration.ofSeconds(10));
        Worker worker = new Worker(asked, signals, trainer, settings, devices);
        started.add(worker);
        worker.start();
        return worker;
    }

    @Override
    public void close() {
        started.forEach(Worker::stop);
    }

    /** Trains until the observer ends it. */
    static void stepForEver(int epoch, TrainingObserver observer) {
        while (true) {
            observer.stepped(new StepReport(epoch, 1, 9, 2.0, 100));
            Thread.onSpinWait();
        }
    }

    /** Hands in an epoch with made-up figures. */
    static void endEpoch(int epoch, TrainingObserver observer) {
        observer.epochEnded(RunFixture.report(epoch), RunFixture.checkpoint(epoch), true);
    }

    /** Throws an error at once, and returns an exception to be thrown. */
    static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    /** Patient enough for a training of seconds on a machine that has much else to do. */
    static void awaitStatus(RunFixture fixture, RunId id, String status) {
        await().atMost(Duration.ofMinutes(1)).pollInterval(SOON).until(() -> fixture.status(id), status::equals);
    }
}
