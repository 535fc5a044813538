package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which events go, by the default setting of 90 days, and what those hear who come after that. */
@ServiceTest
@Timeout(60)
class EventRetentionTest {
    private static final Duration LONG = Duration.ofDays(90).plusSeconds(1);
    private static final String END = "ended:running>succeeded";

    @LocalServerPort
    private int port;

    @Autowired
    private Retention retention;

    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunEnds ends;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void ninetyDaysAfterItsEndOfARunsEventsTheEndAloneIsLeft() {
        RunId run = succeeded();
        clock.advance(LONG.minusSeconds(2));
        retention.free();
        assertThat(fixture.events(run)).hasSize(6);

        clock.advance(Duration.ofSeconds(2));
        double before = freed();
        retention.free();

        assertThat(fixture.events(run)).containsExactly(END);
        assertThat(fixture.epochs(run)).containsExactly(1, 2, 3);
        assertThat(freed() - before).isEqualTo(5);
    }

    @Test
    void aRunThatCanGoOnLosesNoEvent() {
        RunId waiting = fixture.submit("bob", -100);
        RunId paused = fixture.submit();
        runs.pause(paused.toString());
        RunId running = fixture.submit();
        assertThat(queue.claim("worker", LEASE)).isPresent();
        List<RunId> all = List.of(waiting, paused, running);
        List<List<String>> before = all.stream().map(fixture::events).toList();
        clock.advance(LONG.multipliedBy(10));

        retention.free();

        assertThat(all.stream().map(fixture::events).toList()).isEqualTo(before);
    }

    @Test
    void anEndThatNobodyWasToldOfIsTakenOutOfTheOutboxHoweverLateThatIs() {
        RunId run = succeeded();
        clock.advance(LONG.multipliedBy(10));

        retention.free();

        List<RunEnd> taken =
                Objects.requireNonNull(transaction.execute(status -> ends.take(Integer.MAX_VALUE, clock.instant())));
        assertThat(taken).extracting(RunEnd::run).containsExactly(run);
        retention.free();
        assertThat(fixture.events(run)).containsExactly(END);
    }

    @Test
    void whoComesBackToEventsThatAreGoneHearsTheEnd() throws Exception {
        RunId run = succeeded();
        List<String> sequences = fixture.eventIds(run);
        String end = sequences.get(5);
        clock.advance(LONG);
        retention.free();

        for (String had : List.of("0", sequences.get(0), sequences.get(2), sequences.get(4))) {
            try (EventClient client = EventClient.listen(port, run, "", "Last-Event-ID", had)) {
                assertThat(client.ended().get().statusCode()).isEqualTo(200);
                assertThat(client.names()).as(had).containsExactly("status", "done");
                assertThat(client.events().get(1).id()).isEqualTo(end);
            }
        }
        try (EventClient client = EventClient.listen(port, run, "", "Last-Event-ID", end)) {
            assertThat(client.ended().get().statusCode()).isEqualTo(204);
        }
    }

    @Test
    void whoListensToARunThatIsExtendedAfterThatMissesNothing() throws Exception {
        RunId run = succeeded();
        String had = fixture.eventIds(run).get(5);
        clock.advance(LONG);
        retention.free();

        runs.extend(run.toString(), new Extension(4));
        runs.cancel(run.toString());

        assertThat(fixture.events(run)).containsExactly(END, "extended:succeeded>queued", "ended:queued>cancelled");
        try (EventClient client = EventClient.listen(port, run, "", "Last-Event-ID", had)) {
            client.ended().get();
            assertThat(client.names()).containsExactly("status", "status", "done");
        }
        retention.free();
        assertThat(fixture.events(run)).as("it has ended again").hasSize(3);
    }

    @Test
    void moreThanGoesInOneStatementGoesInSeveral() {
        RunId run = succeeded();
        jdbc.sql("""
                insert into run_event (run_id, at, type, to_status, attempt, epoch)
                select run_id, at, type, to_status, attempt, epoch from run_event, generate_series(1, :many)
                where run_id = :run and type = 'epoch' and epoch = 1""")
                .param("many", 2 * RunEventRemains.AT_ONCE)
                .param("run", run.value())
                .update();
        clock.advance(LONG);
        double before = freed();

        retention.free();

        assertThat(fixture.events(run)).containsExactly(END);
        assertThat(freed() - before).isEqualTo(2 * RunEventRemains.AT_ONCE + 5);
    }

    @Test
    void whatAnotherProcessHasLockedIsLeftForLaterAndNotWaitedFor() {
        RunId run = succeeded();
        clock.advance(LONG);

        transaction.executeWithoutResult(status -> {
            jdbc.sql("select from run_event where run_id = :run and type = 'claimed' for update")
                    .param("run", run.value())
                    .query()
                    .listOfRows();
            // In a thread of its own, which is not in this transaction.
            CompletableFuture.runAsync(retention::free)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(fixture.events(run)).containsExactly("claimed:queued>running", END);
        });

        retention.free();
        assertThat(fixture.events(run)).containsExactly(END);
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new RetentionSettings(LONG, LONG, Duration.ofDays(-1), LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events (PT-24H)");
    }

    /** A run that is done, with an event for its submission, its claim, each of three epochs and its end. */
    private RunId succeeded() {
        fixture.submit();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), epoch == 1);
        }
        queue.succeed(claim, RunFixture.result());
        return claim.id();
    }

    private double freed() {
        return meters.counter("trainyard.events.freed").count();
    }
}
