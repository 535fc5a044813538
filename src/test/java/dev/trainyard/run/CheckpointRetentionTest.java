package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.training.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which checkpoints go, by the default settings: a day for those to fall back to, 90 days for unsuccessful runs. */
@ServiceTest
class CheckpointRetentionTest {
    private static final Duration A_DAY_AND_MORE = Duration.ofDays(1).plusSeconds(1);
    private static final Duration LONG = Duration.ofDays(90).plusSeconds(1);

    @Autowired
    private Retention retention;

    @Autowired
    private RunQueue queue;

    @Autowired
    private Runs runs;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void aDayAfterItsEndARunKeepsItsBestAndItsLatestCheckpointAlone() {
        ClaimedRun claim = trained();
        queue.succeed(claim, RunFixture.result());
        clock.advance(A_DAY_AND_MORE.minusSeconds(2));
        retention.free();
        assertThat(fixture.checkpoints(claim.id())).containsExactly(1, 2, 3);

        clock.advance(Duration.ofSeconds(2));
        double before =
                meters.summary("trainyard.checkpoint.freed", "kind", "fallback").totalAmount();
        retention.free();

        assertThat(fixture.checkpoints(claim.id())).containsExactly(1, 3);
        assertThat(meters.summary("trainyard.checkpoint.freed", "kind", "fallback")
                                .totalAmount()
                        - before)
                .isEqualTo(checkpoint(2).content().length);
    }

    @Test
    void aRunThatWasFreedGoesOnWhereItEnded() {
        ClaimedRun claim = trained();
        queue.succeed(claim, RunFixture.result());
        clock.advance(LONG);
        retention.free();

        runs.extend(claim.id().toString(), new Extension(5));

        Progress progress = Objects.requireNonNull(
                queue.claim("worker", LEASE).orElseThrow().progress());
        assertThat(progress.latest().epoch()).isEqualTo(3);
        assertThat(progress.best().epoch()).isEqualTo(1);
    }

    @Test
    void failedAndCancelledRunsLoseAllCheckpointsInTheEndAndNoEpoch() {
        ClaimedRun failed = trained();
        queue.fail(failed, FailureReason.DIVERGED, null);
        ClaimedRun cancelled = trained();
        queue.release(cancelled);
        runs.cancel(cancelled.id().toString());
        clock.advance(LONG.minusSeconds(2));
        retention.free();
        assertThat(fixture.checkpoints(failed.id())).containsExactly(1, 3);

        clock.advance(Duration.ofSeconds(2));
        retention.free();

        assertThat(fixture.checkpoints(failed.id())).isEmpty();
        assertThat(fixture.checkpoints(cancelled.id())).isEmpty();
        assertThat(fixture.epochs(failed.id())).containsExactly(1, 2, 3);
    }

    @Test
    void aRunThatCanGoOnLosesNothing() {
        ClaimedRun paused = trained();
        queue.release(paused);
        runs.pause(paused.id().toString());
        ClaimedRun running = trained();
        clock.advance(LONG.multipliedBy(10));

        retention.free();

        assertThat(fixture.checkpoints(paused.id())).containsExactly(1, 2, 3);
        assertThat(fixture.checkpoints(running.id())).containsExactly(1, 2, 3);
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new RetentionSettings(Duration.ofDays(-1), LONG, LONG, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fallbacks (PT-24H)");
    }

    /** A run that a worker has, with three epochs, of which the first was the best. */
    private ClaimedRun trained() {
        fixture.submit();
        ClaimedRun claim = queue.claim("worker", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(claim, report(epoch), checkpoint(epoch), epoch == 1);
        }
        return claim;
    }
}
