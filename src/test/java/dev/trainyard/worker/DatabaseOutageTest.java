package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.LEASE;
import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.endEpoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.database.DatabaseProxy;
import dev.trainyard.database.ProxiedPostgres;
import dev.trainyard.run.Http;
import dev.trainyard.run.LeaseLostException;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.run.TestClock;
import dev.trainyard.training.TrainingObserver;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service behind a connection to its database that can be cut. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"trainyard.worker.enabled=false", "spring.datasource.hikari.connection-timeout=500"})
@Import({ProxiedPostgres.class, TestClock.class, RunFixture.class})
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class DatabaseOutageTest {
    private static final String WAITS = "waits for its database";

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunSignals signals;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private DatabaseProxy proxy;

    private Workers workers;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
        workers = new Workers(queue);
    }

    @AfterEach
    void stopWorkers() {
        proxy.restore();
        workers.close();
    }

    @Test
    void whatIsLoggedWhileTheDatabaseIsAwayIsInTheRunsLogWhenItIsBack(CapturedOutput output) {
        RunId id = fixture.submit();
        Gate away = new Gate();
        workers.start(1, (run, observer) -> {
            away.pass();
            endEpoch(1, observer);
            endEpoch(2, observer);
            endEpoch(3, observer);
            return RunFixture.result();
        });
        away.awaitReached();
        proxy.cut();
        away.open();
        await().until(() -> output.getOut().contains(WAITS));
        proxy.restore();

        await().ignoreExceptions().until(() -> fixture.status(id).equals("succeeded"));
        Http http = new Http(port);
        await().until(() -> http.get("/v1/runs/" + id + "/log").body().contains("has succeeded"));
        assertThat(http.get("/v1/runs/" + id + "/log").body())
                .containsSubsequence("begins", WAITS, "epoch 1", "epoch 3");
    }

    @Test
    void anEpochThatEndsWhileTheDatabaseIsAwayIsCommittedWhenItIsBack(CapturedOutput output) {
        RunId id = fixture.submit();
        Gate lastEpoch = new Gate();
        workers.start(1, (run, observer) -> {
            endEpoch(1, observer);
            endEpoch(2, observer);
            lastEpoch.pass();
            endEpoch(3, observer);
            return RunFixture.result();
        });
        lastEpoch.awaitReached();
        proxy.cut();
        lastEpoch.open();
        await().until(() -> output.getOut().contains(WAITS));

        assertThat(new Http(port).get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(new Http(port).get("/actuator/health/liveness").status()).isEqualTo(200);
        proxy.restore();

        await().ignoreExceptions().until(() -> fixture.status(id).equals("succeeded"));
        assertThat(fixture.events(id))
                .containsExactly(
                        "created:>queued",
                        "claimed:queued>running",
                        "epoch:running>running",
                        "epoch:running>running",
                        "epoch:running>running",
                        "ended:running>succeeded");
        await().until(() -> new Http(port).get("/actuator/health/readiness").status() == 200);
    }

    @Test
    void anEpochWhoseRunWasTakenOverMeanwhileIsRefused(CapturedOutput output) throws InterruptedException {
        RunId id = fixture.submit();
        Gate atWork = new Gate();
        BlockingQueue<Throwable> refused = new ArrayBlockingQueue<>(1);
        workers.startDeaf((run, observer) -> {
            atWork.pass();
            try {
                endEpoch(1, observer);
                return RunFixture.result();
            } catch (RuntimeException e) {
                refused.add(e);
                throw e;
            }
        });
        atWork.awaitReached();
        proxy.cut();
        atWork.open();
        await().until(() -> output.getOut().contains(WAITS));
        direct().sql("update run set worker = 'another', lease_token = nextval('lease_token')")
                .update();
        proxy.restore();

        assertThat(refused.poll(20, TimeUnit.SECONDS)).isInstanceOf(LeaseLostException.class);
        assertThat(direct().sql("select count(*) from run_epoch")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** The worker waits for hours, the lease ends, and the first look for dead workers comes before its next heartbeat. */
    @Test
    void anAbsenceLongerThanTheLeaseCostsNoRun(CapturedOutput output) {
        RunId id = fixture.submit();
        Gate atWork = new Gate();
        workers.startDeaf((run, observer) -> {
            atWork.pass();
            trainAll(observer);
            return RunFixture.result();
        });
        atWork.awaitReached();
        proxy.cut();
        atWork.open();
        await().until(() ->
                output.getOut().contains(WAITS) && output.getOut().contains("Cannot look for runs of dead workers"));
        clock.advance(LEASE.multipliedBy(2));
        proxy.restore();

        await().ignoreExceptions().until(() -> fixture.status(id).equals("succeeded"));
        assertThat(fixture.events(id)).doesNotContain("lease_lost:running>queued");
    }

    /** Nobody knows whether such a write came through, and only the database can tell. */
    @ParameterizedTest
    @CsvSource({"insert into run_epoch, 3", "insert into test_score, 3"})
    void aWriteWhoseAnswerWasLostIsDoneOnce(String write, int epochs, CapturedOutput output) {
        RunId id = fixture.submit();
        Gate atWork = new Gate();
        workers.startDeaf((run, observer) -> {
            atWork.pass();
            trainAll(observer);
            return RunFixture.result();
        });
        atWork.awaitReached();
        proxy.loseAnswerToCommitOf(write);
        atWork.open();

        await().ignoreExceptions().until(() -> fixture.status(id).equals("succeeded"));
        await().until(() -> output.getOut().contains(id + " has succeeded"));
        assertThat(proxy.hasLostAnswer()).isTrue();
        assertThat(output.getOut()).contains(WAITS).doesNotContain("taken over");
        assertThat(fixture.events(id).stream().filter("epoch:running>running"::equals))
                .hasSize(epochs);
    }

    @Test
    void aLineWhoseAnswerWasLostIsInTheLogOnce() {
        RunId id = fixture.submit();
        Gate atWork = new Gate();
        workers.start(1, (run, observer) -> {
            atWork.pass();
            trainAll(observer);
            return RunFixture.result();
        });
        atWork.awaitReached();
        proxy.loseAnswerToCommitOf("insert into run_log_line");
        atWork.open();

        await().ignoreExceptions().until(() -> fixture.status(id).equals("succeeded"));
        Http http = new Http(port);
        await().ignoreExceptions()
                .until(() -> http.get("/v1/runs/" + id + "/log").body().contains("has succeeded"));
        assertThat(proxy.hasLostAnswer()).isTrue();
        assertThat(http.get("/v1/runs/" + id + "/log").body().lines().filter(line -> line.contains(" epoch ")))
                .hasSize(3);
    }

    @Test
    void aReleaseWhoseAnswerWasLostIsNotTakenForALostLease(CapturedOutput output) {
        RunId id = fixture.submit();
        Gate atWork = new Gate();
        Worker worker = workers.startDeaf((run, observer) -> {
            atWork.pass();
            Workers.stepForEver(1, observer);
            return RunFixture.result();
        });
        atWork.awaitReached();
        atWork.open();
        proxy.loseAnswerToCommitOf("released");
        worker.stop();

        assertThat(proxy.hasLostAnswer()).isTrue();
        assertThat(fixture.events(id))
                .containsExactly("created:>queued", "claimed:queued>running", "released:running>queued");
        assertThat(output.getOut()).contains(id + " goes back to the queue").doesNotContain("taken over");
    }

    @Test
    void anIdleWorkerOutlivesTheAbsenceAndHearsSignalsAgain(CapturedOutput output) {
        try (Workers listening = new Workers(queue, signals)) {
            listening.startWithoutPolling((run, observer) -> {
                trainAll(observer);
                return RunFixture.result();
            });
            awaitStatus(fixture, fixture.submit(), "succeeded");
            proxy.cut();
            await().until(() -> output.getOut().contains("No signals from the database"));
            proxy.restore();

            RunId id = await().ignoreExceptions().until(fixture::submit, submitted -> true);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> fixture.status(id).equals("succeeded"));
        }
    }

    private static void trainAll(TrainingObserver observer) {
        for (int epoch = 1; epoch <= 3; epoch++) {
            endEpoch(epoch, observer);
        }
    }

    private JdbcClient direct() {
        var database = proxy.direct();
        return JdbcClient.create(new DriverManagerDataSource(
                database.getJdbcUrl(), String.valueOf(database.getUsername()), String.valueOf(database.getPassword())));
    }
}
