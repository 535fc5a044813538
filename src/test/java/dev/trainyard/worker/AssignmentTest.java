package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.LEASE;
import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.endEpoch;
import static dev.trainyard.worker.Workers.stepForEver;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.ResNet;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.Http;
import dev.trainyard.run.LeaseLostException;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.run.TestClock;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.Progress;
import dev.trainyard.training.Recipe;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
@Timeout(60)
class AssignmentTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

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
    void aCancelledRunStopsAtItsNextStepAndKeepsItsEpochs() {
        RunId id = fixture.submit();
        Gate firstEpoch = new Gate();
        workers.start(1, (run, observer) -> {
            endEpoch(1, observer);
            firstEpoch.pass();
            stepForEver(2, observer);
            return RunFixture.result();
        });
        firstEpoch.awaitReached();

        var answer = new Http(port).post("/v1/runs/" + id + "/cancel", "");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("status").stringValue()).isEqualTo("cancelling");
        firstEpoch.open();

        awaitStatus(fixture, id, "cancelled");
        assertThat(fixture.checkpoints(id)).containsExactly(1);
        assertThat(new Http(port).get("/v1/runs/" + id + "/epochs").json().get("data"))
                .hasSize(1);
    }

    @Test
    void aStepReachesTheApiWithTheNextHeartbeat() {
        RunId id = fixture.submit();
        workers.start(1, (run, observer) -> {
            stepForEver(1, observer);
            return RunFixture.result();
        });

        await().until(() -> new Http(port)
                        .get("/v1/runs/" + id)
                        .json()
                        .at("/progress/steps_per_epoch")
                        .asInt(0)
                == 9);
    }

    @Test
    void aWorkerHearsFromItsHeartbeatThatItsRunIsAnothersAndStops() throws InterruptedException {
        RunId id = fixture.submit();
        Gate atWork = new Gate();
        BlockingQueue<Throwable> stopped = new ArrayBlockingQueue<>(1);
        workers.start(1, (run, observer) -> {
            try {
                // Never opened: like a download of hours, it ends only by an interrupt.
                atWork.pass();
                return RunFixture.result();
            } catch (IllegalStateException e) {
                stopped.add(e);
                throw e;
            }
        });
        atWork.awaitReached();
        ClaimedRun taken = takeOver(id);

        assertThat(stopped.poll(20, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        assertIsLeftTo(taken);
    }

    @Test
    void aWorkerThatHeardNothingOfItsLostLeaseWritesNothing() throws InterruptedException {
        RunId id = fixture.submit();
        Gate epoch = new Gate();
        BlockingQueue<Throwable> stopped = new ArrayBlockingQueue<>(1);
        workers.startDeaf((run, observer) -> {
            epoch.pass();
            try {
                endEpoch(1, observer);
                return RunFixture.result();
            } catch (RuntimeException e) {
                stopped.add(e);
                throw e;
            }
        });
        epoch.awaitReached();
        ClaimedRun taken = takeOver(id);
        epoch.open();

        assertThat(stopped.poll(20, TimeUnit.SECONDS)).isInstanceOf(LeaseLostException.class);
        assertThat(fixture.checkpoints(id)).isEmpty();
        assertIsLeftTo(taken);
    }

    @Test
    void theNextAttemptGoesOnFromTheLastCheckpoint() throws InterruptedException {
        RunId id = fixture.submit();
        BlockingQueue<ClaimedRun> resumed = new ArrayBlockingQueue<>(1);
        Gate databaseAway = new Gate();
        workers.start(1, (run, observer) -> {
            if (run.progress() == null) {
                endEpoch(1, observer);
                databaseAway.pass();
                throw new DataAccessResourceFailureException("The connection broke");
            }
            resumed.add(run);
            endEpoch(2, observer);
            endEpoch(3, observer);
            return RunFixture.result();
        });
        databaseAway.awaitReached();
        databaseAway.open();
        expireLease(id);

        ClaimedRun second = requireNonNull(resumed.poll(20, TimeUnit.SECONDS));
        assertThat(second.attempt()).isEqualTo(2);
        Progress progress = requireNonNull(second.progress());
        assertThat(progress.latest()).usingRecursiveComparison().isEqualTo(RunFixture.checkpoint(1));
        awaitStatus(fixture, id, "succeeded");
        assertThat(fixture.events(id)).contains("lease_lost:running>queued");
    }

    @Test
    void aFailureEndsTheRunAndTheSlotGoesOnToTheNext() {
        Queue<Throwable> causes = new ConcurrentLinkedQueue<>(List.of(
                new OutOfMemoryError("native heap"),
                new DatasetUnavailableException("Put the file there", new IOException("404")),
                new AssertionError("a bug")));
        List<RunId> ids = Stream.generate(fixture::submit).limit(causes.size()).toList();
        workers.start(1, (run, observer) -> {
            throw Workers.unchecked(causes.remove());
        });

        ids.forEach(id -> awaitStatus(fixture, id, "failed"));
        assertThat(reasonAndDetail(ids.get(0))).containsExactly("out_of_memory", "OutOfMemoryError: native heap");
        assertThat(reasonAndDetail(ids.get(1))).containsExactly("dataset_unavailable", "Put the file there");
        assertThat(reasonAndDetail(ids.get(2))).containsExactly("error", "AssertionError: a bug");
    }

    @Test
    void anEpochThatTheDatabaseRefusesFailsTheRunInsteadOfWaitingForIt() {
        RunId id = fixture.submit();
        var valid = RunFixture.report(1);
        var invalid = new EpochReport(
                1,
                valid.trainLoss(),
                valid.trainAccuracy(),
                Double.NaN,
                valid.validationAccuracy(),
                valid.learningRate(),
                valid.trainImages(),
                valid.imagesPerSecond(),
                valid.duration(),
                valid.activationParameters());
        workers.start(1, (run, observer) -> {
            observer.epochEnded(invalid, RunFixture.checkpoint(1), true);
            return RunFixture.result();
        });

        awaitStatus(fixture, id, "failed");
        assertThat(reasonAndDetail(id).get(0)).isEqualTo("error");
        assertThat(fixture.checkpoints(id)).isEmpty();
    }

    @Test
    void aRunThatIsDoneBeforeItHearsOfTheCancelSucceeds() {
        RunId id = fixture.submit();
        Gate lastEpoch = new Gate();
        workers.startDeaf((run, observer) -> {
            endEpoch(1, observer);
            endEpoch(2, observer);
            endEpoch(3, observer);
            lastEpoch.pass();
            return RunFixture.result();
        });
        lastEpoch.awaitReached();
        new Http(port).post("/v1/runs/" + id + "/cancel", "");
        lastEpoch.open();

        awaitStatus(fixture, id, "succeeded");
    }

    @Test
    void aRunOfADeadWorkerGoesBackToTheQueueWhileEverySlotIsBusy() {
        RunId dead = fixture.submit();
        assertThat(queue.claim("dead", LEASE.dividedBy(2))).isPresent();
        RunId busy = fixture.submit();
        Gate atWork = new Gate();
        workers.start(1, (run, observer) -> {
            if (run.id().equals(busy)) {
                atWork.pass();
            }
            return RunFixture.result();
        });
        atWork.awaitReached();

        clock.advance(LEASE.multipliedBy(3).dividedBy(4));
        awaitStatus(fixture, dead, "queued");
        assertThat(fixture.status(busy)).isEqualTo("running");
        atWork.open();
    }

    /**
     * The lease has ended, as after a long pause of the worker's process, and another worker has the run: all at once,
     * since the worker under test would take it again in between.
     */
    private ClaimedRun takeOver(RunId id) {
        long token = jdbc.sql("""
                        update run set worker = 'another', lease_token = nextval('lease_token'), lease_expires_at = ?
                        where id = ? returning lease_token""")
                .param(clock.instant().plus(LEASE.multipliedBy(100)).atOffset(ZoneOffset.UTC))
                .param(id.value())
                .query(Long.class)
                .single();
        Recipe recipe = Recipe.published(
                new ResNet(8),
                ActivationSpec.named("relu"),
                "shapes",
                new Normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)));
        return new ClaimedRun(id, token, 2, recipe, null, null, Duration.ZERO, null);
    }

    private void expireLease(RunId id) {
        await().until(() -> {
            // Never after it was lost: the next attempt would lose its lease as well.
            if (!fixture.events(id).contains("lease_lost:running>queued")) {
                clock.advance(LEASE.multipliedBy(2));
                queue.rescueExpired();
            }
            return fixture.events(id).contains("lease_lost:running>queued");
        });
    }

    /** The worker has stopped altogether, and the run is where the other left it. */
    private void assertIsLeftTo(ClaimedRun taken) {
        workers.close();
        assertThat(fixture.status(taken.id())).isEqualTo("running");
        assertThat(queue.heartbeat(taken, LEASE, null)).isFalse();
    }

    private List<String> reasonAndDetail(RunId id) {
        var run = new Http(port).get("/v1/runs/" + id).json();
        return List.of(run.get("reason").stringValue(), run.get("detail").stringValue());
    }
}
