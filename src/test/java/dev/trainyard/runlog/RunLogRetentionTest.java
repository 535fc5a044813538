package dev.trainyard.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.FailureReason;
import dev.trainyard.run.Http;
import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import dev.trainyard.run.TestClock;
import dev.trainyard.runlog.RunLogBuffer.Numbered;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which logs go, by the default setting of 90 days, and what their readers get after that. */
@ServiceTest
@Timeout(60)
class RunLogRetentionTest {
    private static final Duration LONG = Duration.ofDays(90).plusSeconds(1);

    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunLogStore store;

    @Autowired
    private TestClock clock;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void deleteRuns() {
        fixture.deleteAll();
    }

    @Test
    void ninetyDaysAfterItsEndARunHasNoLogLeft() {
        ClaimedRun run = claim();
        add(run, 1, 3);
        fail(run);
        clock.advance(LONG.minusSeconds(2));
        fixture.freeWhatIsOld();
        assertThat(get(run, "").body().lines()).hasSize(3);

        clock.advance(Duration.ofSeconds(2));
        double before = freed();
        fixture.freeWhatIsOld();

        Http.Answer answer = get(run, "?tail=2");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(freed() - before).isEqualTo(3);
    }

    @Test
    void aRunThatHasNotEndedKeepsItsLog() {
        ClaimedRun running = claim();
        add(running, 1, 2);
        ClaimedRun waiting = claim();
        add(waiting, 1, 2);
        queue.release(waiting);
        clock.advance(LONG.multipliedBy(10));

        fixture.freeWhatIsOld();

        assertThat(get(running, "").body().lines()).hasSize(2);
        assertThat(get(waiting, "").body().lines()).hasSize(2);
    }

    @Test
    void whoHasTheFirstLinesOfALogThatIsGoneGetsWhatComesAfterThem() {
        ClaimedRun run = claim();
        add(run, 1, 3);
        fail(run);
        clock.advance(LONG);
        fixture.freeWhatIsOld();

        add(run, 4, 1); // from a worker that does not know yet, or for a run that goes on

        assertThat(get(run, "?after=3").body().lines())
                .singleElement()
                .asString()
                .endsWith("line 4");
        assertThat(get(run, "").body().lines()).hasSize(1);
    }

    @Test
    void moreThanGoesInOneStatementGoesInSeveral() {
        ClaimedRun run = claim();
        add(run, 1, 2 * RunLogRemains.AT_ONCE + 1);
        fail(run);
        clock.advance(LONG);
        double before = freed();

        fixture.freeWhatIsOld();

        assertThat(get(run, "").body()).isEmpty();
        assertThat(freed() - before).isEqualTo(2 * RunLogRemains.AT_ONCE + 1);
    }

    @Test
    void whatAnotherProcessHasLockedIsLeftForLaterAndNotWaitedFor() {
        ClaimedRun run = claim();
        add(run, 1, 3);
        fail(run);
        clock.advance(LONG);

        transaction.executeWithoutResult(status -> {
            jdbc.sql("select from run_log_line where run_id = :run and line = 2 for update")
                    .param("run", run.id().value())
                    .query()
                    .listOfRows();
            // In a thread of its own, which is not in this transaction.
            CompletableFuture.runAsync(fixture::freeWhatIsOld)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(get(run, "").body().lines()).hasSize(1);
        });

        fixture.freeWhatIsOld();
        assertThat(get(run, "").body()).isEmpty();
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new RunLogRetentionSettings(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trainyard.retention.logs must not be negative, but is PT-24H");
    }

    private ClaimedRun claim() {
        fixture.submit();
        return queue.claim("worker", Duration.ofSeconds(30)).orElseThrow();
    }

    private void fail(ClaimedRun run) {
        queue.fail(run, FailureReason.DIVERGED, null);
    }

    private void add(ClaimedRun run, int first, int lines) {
        var attempt = new RunLogLine.Attempt(run.id(), run.attempt());
        store.add(
                attempt,
                IntStream.range(first, first + lines)
                        .mapToObj(i -> new Numbered(i, new RunLogLine(attempt, Instant.EPOCH, "INFO", "line " + i)))
                        .toList());
    }

    private double freed() {
        return meters.counter("trainyard.log.lines.freed").count();
    }

    private Http.Answer get(ClaimedRun run, String query) {
        return new Http(port).get("/v1/runs/" + run.id() + "/log" + query);
    }
}
