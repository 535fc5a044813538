package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static dev.trainyard.run.RunFixture.result;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class PauseTest {
    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void aWaitingRunIsPausedAtOnceAndClaimedOnlyOnceItIsResumed() {
        RunId id = fixture.submit();
        RunView paused = runs.pause(id.toString());
        assertThat(paused.summary().times().pauseRequestedAt()).isEqualTo(clock.instant());
        assertThat(queue.claim("worker", LEASE)).isEmpty();
        clock.advance(Duration.ofDays(1));
        RunView resumed = runs.resume(id.toString());

        assertThat(resumed.summary().times().pauseRequestedAt()).isNull();
        assertThat(resumed.summary().times().queuedAt()).isEqualTo(clock.instant());
        assertThat(claim().id()).isEqualTo(id);
        assertThat(fixture.events(id))
                .containsExactly(
                        "created:>queued", "paused:queued>paused", "resumed:paused>queued", "claimed:queued>running");
    }

    @Test
    void theWorkerOfAPausedRunIsToldAndTheRunGoesOnFromItsLastCheckpoint() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        assertThat(queue.heartbeat(claim, LEASE, null)).isFalse();
        runs.pause(id.toString());
        runs.pause(id.toString());
        assertThat(queue.heartbeat(claim, LEASE, null)).isTrue();

        assertThat(queue.stopped(claim)).isEqualTo(RunStatus.PAUSED);
        assertThat(fixture.checkpoints(id)).containsExactly(1);
        runs.resume(id.toString());
        ClaimedRun second = claim();
        assertThat(requireNonNull(second.progress()).latest())
                .usingRecursiveComparison()
                .isEqualTo(checkpoint(1));
        assertThat(queue.heartbeat(second, LEASE, null)).isFalse();
        assertThat(fixture.events(id))
                .containsExactly(
                        "created:>queued",
                        "claimed:queued>running",
                        "epoch:running>running",
                        "pause_requested:running>pausing",
                        "paused:pausing>paused",
                        "resumed:paused>queued",
                        "claimed:queued>running");
    }

    @Test
    void anEpochThatEndsWhileTheWorkerIsAskedToPauseIsKept() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        runs.pause(id.toString());
        queue.commitEpoch(claim, report(1), checkpoint(1), true);
        queue.stopped(claim);

        assertThat(fixture.view(id).summary().progress().epoch()).isOne();
        assertThat(fixture.events(id)).contains("epoch:pausing>pausing");
    }

    @Test
    void aRunThatIsDoneOrHasFailedBeforeItsWorkerHeardOfThePauseSaysSo() {
        RunId done = fixture.submit();
        ClaimedRun first = claim();
        IntStream.rangeClosed(1, 3).forEach(epoch -> queue.commitEpoch(first, report(epoch), checkpoint(epoch), true));
        runs.pause(done.toString());
        queue.succeed(first, result());
        RunId failed = fixture.submit();
        ClaimedRun second = claim();
        runs.pause(failed.toString());
        queue.fail(second, FailureReason.DIVERGED, "NaN");

        assertThat(fixture.status(done)).isEqualTo("succeeded");
        assertThat(fixture.status(failed)).isEqualTo("failed");
    }

    @Test
    void aWorkerThatWasToldToPauseCancelsTheRunIfThatIsAskedByThen() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();
        runs.pause(id.toString());
        assertThat(queue.heartbeat(claim, LEASE, null)).isTrue();
        runs.cancel(id.toString());

        assertThat(queue.stopped(claim)).isEqualTo(RunStatus.CANCELLED);
        assertThat(fixture.events(id))
                .endsWith(
                        "pause_requested:running>pausing",
                        "cancel_requested:pausing>cancelling",
                        "ended:cancelling>cancelled");
    }

    @Test
    void aRunThatWasToPauseIsPausedWhenItsLeaseIsLostOrGivenBack() {
        RunId lost = fixture.submit();
        claim();
        RunId givenBack = fixture.submit();
        ClaimedRun second = claim();
        runs.pause(lost.toString());
        runs.pause(givenBack.toString());
        queue.release(second);
        loseLease();

        assertThat(fixture.events(lost)).last().isEqualTo("lease_lost:pausing>paused");
        assertThat(fixture.events(givenBack)).last().isEqualTo("released:pausing>paused");
        assertThat(queue.claim("worker", LEASE)).isEmpty();
    }

    @Test
    void aPauseIsNoFailedAttempt() {
        RunId id = fixture.submit();
        for (int i = 0; i < 5; i++) {
            ClaimedRun claim = claim();
            runs.pause(id.toString());
            queue.stopped(claim);
            runs.resume(id.toString());
        }
        claim();
        loseLease();

        assertThat(fixture.status(id)).isEqualTo("queued");
    }

    @Test
    void aWorkerThatNobodyAskedToStopCannotStopItsRun() {
        RunId id = fixture.submit();
        ClaimedRun claim = claim();

        assertThatThrownBy(() -> queue.stopped(claim))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody asked it to stop");
        assertThat(fixture.status(id)).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "paused_was_requested | status = 'paused'",
                "asked_to_stop_does_not_go_on | pause_requested_at = now()",
                "asked_to_stop_does_not_go_on"
                        + "| status = 'paused', pause_requested_at = now(), cancel_requested_at = now()",
                "leased_while_a_worker_has_it | status = 'pausing', pause_requested_at = now()",
                "stopped_early_as_specified | stopped_early = true",
                "stopped_early_as_specified"
                        + "| status = 'succeeded', ended_at = now(), stopped_early = true, epoch = 1, best_epoch = 1",
                "timed_out_had_a_limit | status = 'failed', ended_at = now(), reason = 'timed_out'",
                "run_runtime_seconds_check | runtime_seconds = 'NaN'",
                "run_max_runtime_seconds_check | max_runtime_seconds = 0"
            })
    void theDatabaseRefusesToMakeOfAQueuedRunWhatNoRunCanBe(String constraint, String change) {
        fixture.submit();

        assertThatThrownBy(() -> jdbc.sql("update run set " + change).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(constraint);
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }

    private void loseLease() {
        clock.advance(LEASE.plusMillis(1));
        assertThat(queue.rescueExpired()).isOne();
    }
}
