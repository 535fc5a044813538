package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static dev.trainyard.run.RunFixture.checkpoint;
import static dev.trainyard.run.RunFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is called after a database was restored; {@code .ci/restore} restores one. */
@ServiceTest
class RestoreTest {
    private static final long FAR = 1_000_000_000;

    @Autowired
    private RunFixture runs;

    @Autowired
    private RunQueue queue;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void forget() {
        runs.deleteAll();
    }

    private long restored() {
        return jdbc.sql("select trainyard_restored()").query(Long.class).single();
    }

    @Test
    void aWorkerOfBeforeTheRestoreCanWriteNothingAndAnotherGoesOnAfterTheLastEpoch() {
        RunId run = runs.submit();
        ClaimedRun before = queue.claim("before", LEASE).orElseThrow();
        queue.commitEpoch(before, report(1), checkpoint(1), true);

        assertThat(restored()).isEqualTo(1);

        assertThatThrownBy(() -> queue.heartbeat(before, LEASE, null)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.commitEpoch(before, report(2), checkpoint(2), true))
                .isInstanceOf(LeaseLostException.class);
        assertThat(queue.rescueExpired()).isEqualTo(1);
        ClaimedRun after = queue.claim("after", LEASE).orElseThrow();
        assertThat(after.id()).isEqualTo(run);
        assertThat(after.progress())
                .isNotNull()
                .extracting(progress -> progress.latest().epoch())
                .isEqualTo(1);
        assertThat(after.leaseToken()).isGreaterThan(before.leaseToken() + FAR);
    }

    @Test
    void clientsThatHeardMoreThanTheBackupHasHearWhatFollows() {
        RunId run = runs.submit();
        long heard = lastEvent(run) + 1000;

        assertThat(restored()).isZero();
        assertThat(queue.claim("after", LEASE)).isPresent();

        assertThat(lastEvent(run)).isGreaterThan(heard);
    }

    private long lastEvent(RunId run) {
        return runs.eventIds(run).stream().mapToLong(Long::parseLong).max().orElseThrow();
    }
}
