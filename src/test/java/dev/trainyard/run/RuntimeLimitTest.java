package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** max_runtime_seconds, with a lease of 30 seconds. */
@ServiceTest
class RuntimeLimitTest {
    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void aRunThatIsHeldForTooLongOverAllItsAttemptsTimesOutAndKeepsItsCheckpoint() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":60");
        ClaimedRun first = claim();
        beatAfter(20, first, false);
        queue.commitEpoch(first, report(1), checkpoint(1), true);
        pass(20);
        queue.release(first);
        pass(3600);

        ClaimedRun second = claim();
        beatAfter(20, second, false);
        beatAfter(1, second, true);
        assertThat(queue.stopped(second)).isEqualTo(RunStatus.FAILED);
        RunSummary run = fixture.view(id).summary();
        assertThat(run.reason()).isEqualTo("timed_out");
        assertThat(run.detail())
                .isEqualTo("Workers held it for longer than its max_runtime_seconds, 60, up to attempt 2");
        assertThat(run.times().runtimeSeconds()).isEqualTo(61);
        assertThat(fixture.checkpoints(id)).containsExactly(1);
    }

    @Test
    void theTimeOfAWorkerThatCrashedCountsUntilItsLeaseExpired() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":60");
        beatAfter(20, claim(), false);
        pass(1000);
        assertThat(queue.rescueExpired()).isOne();

        assertThat(runtime(id)).isEqualTo(20 + LEASE.toSeconds());
        ClaimedRun second = claim();
        beatAfter(10, second, false);
        beatAfter(1, second, true);
    }

    @Test
    void timeInAPauseDoesNotCount() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":60");
        ClaimedRun claim = claim();
        runs.pause(id.toString());
        beatAfter(20, claim, true);
        queue.stopped(claim);
        pass(3600);
        runs.resume(id.toString());

        assertThat(runtime(id)).isEqualTo(20);
        beatAfter(40, claim(), false);
    }

    @Test
    void aWorkerThatIsDoneBeforeItHearsThatItTookTooLongSucceeds() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":1");
        ClaimedRun claim = claim();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), true);
        }
        pass(20);
        queue.succeed(claim, RunFixture.result());

        assertThat(fixture.status(id)).isEqualTo("succeeded");
        assertThat(runtime(id)).isEqualTo(20);
    }

    @Test
    void aRunWithoutALimitMayTakeAnyTime() {
        RunId id = fixture.submitWith("\"max_runtime_seconds\":null");
        ClaimedRun claim = claim();
        for (int beat = 0; beat < 100; beat++) {
            beatAfter(25, claim, false);
        }

        assertThat(runtime(id)).isEqualTo(2500);
        assertThat(fixture.view(id).summary().times().maxRuntimeSeconds()).isNull();
    }

    private ClaimedRun claim() {
        return queue.claim("worker", LEASE).orElseThrow();
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private void beatAfter(int seconds, ClaimedRun claim, boolean toStop) {
        pass(seconds);
        assertThat(queue.heartbeat(claim, LEASE, null)).isEqualTo(toStop);
    }

    private double runtime(RunId id) {
        return fixture.view(id).summary().times().runtimeSeconds();
    }
}
