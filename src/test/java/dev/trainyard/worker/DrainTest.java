package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.endEpoch;
import static dev.trainyard.worker.Workers.stepForEver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.CannotCreateTransactionException;

@ServiceTest
@Timeout(60)
class DrainTest {
    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    private Workers workers;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
        workers = new Workers(queue);
    }

    @AfterEach
    void stopWorkers() {
        workers.close();
    }

    @Test
    void aStoppingWorkerHandsItsRunBackAtTheNextStepAndClaimsNothingMore() throws InterruptedException {
        RunId atWork = fixture.submit();
        RunId waiting = fixture.submit();
        CountDownLatch firstEpoch = new CountDownLatch(1);
        Worker worker = workers.start(1, (run, observer) -> {
            endEpoch(1, observer);
            firstEpoch.countDown();
            stepForEver(2, observer);
            return RunFixture.result();
        });
        assertThat(firstEpoch.await(20, TimeUnit.SECONDS)).isTrue();

        worker.stop();

        assertThat(worker.isRunning()).isFalse();
        assertThat(fixture.events(atWork))
                .containsExactly(
                        "created:>queued",
                        "claimed:queued>running",
                        "epoch:running>running",
                        "released:running>queued");
        assertThat(fixture.checkpoints(atWork)).containsExactly(1);
        assertThat(fixture.events(waiting)).containsExactly("created:>queued");
    }

    @Test
    void aDatasetLoadThatTheDrainInterruptsHandsTheRunBack(@TempDir Path directory)
            throws IOException, InterruptedException {
        RunId id = fixture.submit();
        BlockingQueue<Boolean> interrupted = new ArrayBlockingQueue<>(1);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var datasets =
                    new DatasetCatalog(directory, URI.create("http://127.0.0.1:%d/".formatted(silent.getLocalPort())));
            Worker worker = workers.start(1, (run, observer) -> {
                try {
                    throw new AssertionError(datasets.load("cifar-10").name() + " came from nowhere");
                } catch (DatasetUnavailableException e) {
                    interrupted.add(Thread.currentThread().isInterrupted());
                    throw e;
                }
            });
            try (Socket download = silent.accept()) {
                assertThat(download.isConnected()).isTrue();
                worker.stop();
            }
        }

        assertThat(interrupted.poll(20, TimeUnit.SECONDS)).isTrue();
        assertThat(fixture.events(id))
                .containsExactly("created:>queued", "claimed:queued>running", "released:running>queued");
    }

    @Test
    void aWriteThatTheDrainInterruptsHandsTheRunBack() throws InterruptedException {
        RunId id = fixture.submit();
        CountDownLatch begun = new CountDownLatch(1);
        Worker worker = workers.start(1, (run, observer) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return RunFixture.result();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotCreateTransactionException("interrupted", e);
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        worker.stop();

        assertThat(fixture.events(id)).last().isEqualTo("released:running>queued");
    }

    @Test
    void allSlotsTogetherAreGivenTheTimeToDrainOnce() {
        int slots = 4;
        for (int i = 0; i < slots; i++) {
            fixture.submit();
        }
        Semaphore begun = new Semaphore(0);
        Semaphore end = new Semaphore(0);
        Duration drain = Duration.ofSeconds(1);
        var settings =
                new WorkerSettings(true, slots, 1, Workers.LEASE, Duration.ofSeconds(1), Duration.ofMillis(20), drain);
        Worker worker = new Worker(
                queue,
                RunFixture.noSignals(),
                (run, observer) -> {
                    begun.release();
                    end.acquireUninterruptibly();
                    throw new IllegalStateException("too late");
                },
                settings,
                Engine.current().devices());
        worker.start();
        begun.acquireUninterruptibly(slots);

        try {
            assertThat(timeOf(worker::stop)).isBetween(drain, drain.multipliedBy(slots - 1));
        } finally {
            end.release(slots);
            worker.stop();
        }
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
