package dev.trainyard.worker;

import static dev.trainyard.worker.Workers.awaitStatus;
import static dev.trainyard.worker.Workers.stepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunId;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunSignals;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.training.TrainingResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers that would look into the queue once an hour, and hear of a wish to stop every fifteen seconds. */
@ServiceTest
@Timeout(60)
class SignalsTest {
    private static final String CONNECTIONS =
            "select pid from pg_stat_activity where application_name = 'trainyard-signals' and datname = current_database()";

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunSignals signals;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private JdbcClient jdbc;

    private Workers workers;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
        workers = new Workers(queue, signals);
    }

    @AfterEach
    void stopWorkers() {
        workers.close();
        jdbc.sql("alter table run enable trigger run_is_announced").update();
    }

    @Test
    void aSubmittedRunIsClaimedAtOnce() {
        startIdle();
        awaitStatus(fixture, fixture.submit(), "failed");
    }

    @Test
    void aCancelledRunStopsAtOnce() {
        Gate atWork = new Gate();
        RunId id = fixture.submit();
        workers.startWithoutPolling((run, observer) -> {
            atWork.pass();
            stepForEver(1, observer);
            return RunFixture.result();
        });
        atWork.awaitReached();
        awaitListening();
        atWork.open();
        await().until(() -> fixture.status(id).equals("running"));

        new Http(port).post("/v1/runs/" + id + "/cancel", "");

        await().atMost(Duration.ofSeconds(5)).until(() -> fixture.status(id).equals("cancelled"));
    }

    @Test
    void aRunThatIsHandedBackIsTakenOverAtOnce() {
        Gate atWork = new Gate();
        RunId id = fixture.submit();
        Worker first = workers.startWithoutPolling((run, observer) -> {
            atWork.pass();
            stepForEver(1, observer);
            return RunFixture.result();
        });
        atWork.awaitReached();
        atWork.open();
        startIdle();

        first.stop();
        long released = System.nanoTime();
        awaitStatus(fixture, id, "failed");
        assertThat(Duration.ofNanos(System.nanoTime() - released)).isLessThan(Duration.ofSeconds(1));
        assertThat(fixture.events(id))
                .containsExactly(
                        "created:>queued",
                        "claimed:queued>running",
                        "released:running>queued",
                        "claimed:queued>running",
                        "ended:running>failed");
    }

    @Test
    void aConnectionThatIsBrokenComesBackAndWhatWasMissedMeanwhileIsSeen() {
        startIdle();
        List<Integer> broken = connections();
        assertThat(broken).hasSize(1);
        jdbc.sql("alter table run disable trigger run_is_announced").update();
        RunId missed = fixture.submit();
        jdbc.sql("select pg_terminate_backend(?)")
                .param(broken.get(0))
                .query(Boolean.class)
                .single();

        awaitStatus(fixture, missed, "failed");
        // It may be listed for a moment after its end is known here.
        await().untilAsserted(() -> assertThat(connections()).hasSize(1).doesNotContainAnyElementsOf(broken));
        jdbc.sql("alter table run enable trigger run_is_announced").update();
        awaitStatus(fixture, fixture.submit(), "failed");
    }

    @Test
    void withoutSignalsTheQueueIsPolled() {
        jdbc.sql("alter table run disable trigger run_is_announced").update();
        workers.start(1, (run, observer) -> fail());
        awaitStatus(fixture, fixture.submit(), "failed");
    }

    /** A worker that has found the queue empty, and fails what it is given. */
    private void startIdle() {
        workers.startWithoutPolling((run, observer) -> fail());
        awaitListening();
        await().until(() -> Thread.getAllStackTraces().values().stream().anyMatch(SignalsTest::isIdle));
    }

    static boolean isIdle(StackTraceElement[] stack) {
        return Stream.of(stack)
                .anyMatch(frame -> frame.getClassName().equals(Slot.class.getName())
                        && frame.getMethodName().equals("idle"));
    }

    private static TrainingResult fail() {
        throw new IllegalStateException("enough");
    }

    private void awaitListening() {
        await().until(() -> connections().size() == 1);
    }

    private List<Integer> connections() {
        return jdbc.sql(CONNECTIONS).query(Integer.class).list();
    }
}
