package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.endEpoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.Device;
import dev.trainyard.training.TrainingObserver;
import dev.trainyard.training.TrainingResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class WorkerTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

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
    void aQueuedRunIsClaimedTrainedAndSucceeds() {
        RunId id = fixture.submit();
        workers.start(1, WorkerTest::trainAll);
        awaitStatus(fixture, id, "succeeded");

        JsonNode run = new Http(port).get("/v1/runs/" + id).json();
        assertThat(run.at("/result/best/epoch").intValue()).isEqualTo(2);
        assertThat(run.at("/result/last/accuracy").doubleValue()).isEqualTo(0.75);
        assertThat(run.at("/environment/device").stringValue()).startsWith("cpu");
        assertThat(run.at("/last_epoch/train_loss").doubleValue()).isEqualTo(0.5);
        assertThat(fixture.events(id))
                .containsExactly(
                        "created:>queued",
                        "claimed:queued>running",
                        "epoch:running>running",
                        "epoch:running>running",
                        "epoch:running>running",
                        "ended:running>succeeded");
    }

    @Test
    void theLogOfARunTellsWhatItsWorkerDid() {
        RunId id = fixture.submit();
        workers.start(1, (run, observer) -> {
            LoggerFactory.getLogger("org.deeplearning4j.Something").warn("of a library");
            return trainAll(run, observer);
        });
        awaitStatus(fixture, id, "succeeded");

        Http http = new Http(port);
        await().until(() -> http.get("/v1/runs/" + id + "/log").body().contains("has succeeded"));
        assertThat(http.get("/v1/runs/" + id + "/log").body().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("INFO  1 " + id + " begins: "),
                        line -> assertThat(line).endsWith("WARN  1 of a library"),
                        line -> assertThat(line).contains("epoch 1: train loss 1.5, "),
                        line -> assertThat(line).contains("epoch 2: "),
                        line -> assertThat(line).contains("epoch 3: "),
                        line -> assertThat(line).endsWith("has succeeded with a test accuracy of 0.75"));
    }

    @Test
    void twoSlotsTrainTwoRunsAtOnce() {
        List<RunId> ids = List.of(fixture.submit(), fixture.submit());
        CyclicBarrier bothAtWork = new CyclicBarrier(2);
        workers.start(2, (run, observer) -> {
            meet(bothAtWork);
            return trainAll(run, observer);
        });

        ids.forEach(id -> awaitStatus(fixture, id, "succeeded"));
    }

    @Test
    void everyDeviceTrainsARunOfItsOwnThatNamesIt() {
        List<RunId> ids = List.of(fixture.submit(), fixture.submit());
        CyclicBarrier bothAtWork = new CyclicBarrier(2);
        Queue<Integer> devices = new ConcurrentLinkedQueue<>();
        try (var affinity = new RecordedAffinity();
                Workers twoGpus = new Workers(
                        queue, List.of(new Device("cuda-0", 0, "Tesla T4"), new Device("cuda-1", 1, "NVIDIA L4")))) {
            Worker worker = twoGpus.start(1, (run, observer) -> {
                devices.add(affinity.getDeviceForCurrentThread());
                meet(bothAtWork);
                return trainAll(run, observer);
            });
            assertThat(worker.slots()).hasSize(2);
            ids.forEach(id -> awaitStatus(fixture, id, "succeeded"));
        }

        assertThat(devices).containsExactlyInAnyOrder(0, 1);
        assertThat(ids)
                .extracting(id -> new Http(port)
                        .get("/v1/runs/" + id)
                        .json()
                        .at("/environment/device")
                        .stringValue())
                .containsExactlyInAnyOrder("cuda-0: Tesla T4", "cuda-1: NVIDIA L4");
    }

    @Test
    void aSlotHasNeighbouringDevicesWhereRunsMayHaveSeveral() {
        var settings = new WorkerSettings(
                true, 1, 2, Workers.LEASE, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        List<Device> gpus = IntStream.range(0, 4)
                .mapToObj(index -> new Device("cuda-" + index, index, "Tesla T4"))
                .toList();

        Worker worker = new Worker(queue, RunFixture.noSignals(), WorkerTest::trainAll, settings, gpus);

        assertThat(worker.devices()).containsExactly(gpus.get(0), gpus.get(2));
    }

    @Test
    void noRunIsTrainedTwiceHoweverManySlotsThereAre() {
        List<RunId> ids = Stream.generate(fixture::submit).limit(12).toList();
        Queue<RunId> trained = new ConcurrentLinkedQueue<>();
        Trainer trainer = (run, observer) -> {
            trained.add(run.id());
            return trainAll(run, observer);
        };
        workers.start(2, trainer);
        workers.start(2, trainer);

        ids.forEach(id -> awaitStatus(fixture, id, "succeeded"));
        assertThat(trained).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aSlotOutlivesAQueueThatCannotBeAsked(CapturedOutput output) {
        jdbc.sql("alter table run rename to run_away").update();
        try {
            workers.start(1, WorkerTest::trainAll);
            await().until(() -> output.getOut().contains("cannot claim a run"));
        } finally {
            jdbc.sql("alter table run_away rename to run").update();
        }

        awaitStatus(fixture, fixture.submit(), "succeeded");
    }

    @Test
    void theGaugeTellsBusySlotsFromIdleOnes() {
        Gate gate = new Gate();
        Worker worker = workers.start(2, (run, observer) -> {
            gate.pass();
            return trainAll(run, observer);
        });
        var meters = new SimpleMeterRegistry();
        new WorkerConfiguration().slotMetrics(worker).bindTo(meters);
        assertThat(slots(meters, false)).isEqualTo(2);
        assertThat(slots(meters, true)).isZero();

        RunId id = fixture.submit();
        gate.awaitReached();
        assertThat(slots(meters, false)).isEqualTo(1);
        assertThat(slots(meters, true)).isEqualTo(1);

        gate.open();
        awaitStatus(fixture, id, "succeeded");
        await().until(() -> slots(meters, false) == 2 && slots(meters, true) == 0);
    }

    @Test
    void aWorkerThatWasStoppedCanStartAgain() {
        Worker worker = workers.start(1, WorkerTest::trainAll);
        worker.stop();
        assertThat(worker.isRunning()).isFalse();
        RunId id = fixture.submit();

        worker.start();

        assertThat(worker.isRunning()).isTrue();
        awaitStatus(fixture, id, "succeeded");
    }

    private static TrainingResult trainAll(ClaimedRun run, TrainingObserver observer) {
        for (int epoch = 1; epoch <= run.recipe().epochs(); epoch++) {
            endEpoch(epoch, observer);
        }
        return RunFixture.result();
    }

    private static double slots(SimpleMeterRegistry meters, boolean busy) {
        return meters.get("trainyard.slots")
                .tag("busy", String.valueOf(busy))
                .tag("device", "cpu")
                .gauge()
                .value();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
