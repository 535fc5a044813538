package dev.trainyard.run;

import static dev.trainyard.run.RunFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see of runs, in the registry and at the endpoint. */
@ServiceTest
class RunMetricsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RunQueue queue;

    @Autowired
    private RunFixture fixture;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void theLongestWaitIsThatOfTheOldestRunInTheQueue() {
        assertThat(gauge("trainyard.queue.age")).isZero();
        fixture.submit();
        clock.advance(Duration.ofMinutes(7));
        fixture.submit();
        clock.advance(Duration.ofMinutes(2));

        assertThat(gauge("trainyard.queue.age")).isEqualTo(540);
    }

    @Test
    void anEpochThatTakesLongIsComparedWithTheLongestSoFar() {
        fixture.submit();
        ClaimedRun run = queue.claim("w", LEASE).orElseThrow();
        clock.advance(Duration.ofSeconds(20));
        assertThat(gauge("trainyard.epoch.age")).isEqualTo(20);
        assertThat(gauge("trainyard.epoch.age.ratio")).isZero();

        queue.commitEpoch(run, RunFixture.report(1), RunFixture.checkpoint(1), true);
        clock.advance(Duration.ofSeconds(6));

        assertThat(gauge("trainyard.epoch.age")).isEqualTo(6);
        assertThat(gauge("trainyard.epoch.age.ratio")).isCloseTo(4, within(1e-9)); // an epoch took 1.5 s
    }

    @Test
    void aNewAttemptStartsTheAgeOfItsEpochAnew() {
        fixture.submit();
        queue.release(queue.claim("w", LEASE).orElseThrow());
        clock.advance(Duration.ofHours(1));
        assertThat(queue.claim("w", LEASE)).isPresent();
        clock.advance(Duration.ofSeconds(3));

        assertThat(gauge("trainyard.epoch.age")).isEqualTo(3);
    }

    @Test
    void anEndIsCountedWithItsReason() {
        double before = ended("failed", "diverged");
        fixture.submit();
        queue.fail(queue.claim("w", LEASE).orElseThrow(), FailureReason.DIVERGED, null);

        assertThat(ended("failed", "diverged")).isEqualTo(before + 1);
    }

    @Test
    void anEndWithoutAFailureHasNoReason() {
        double before = ended("succeeded", "none");
        fixture.submit();
        ClaimedRun run = queue.claim("w", LEASE).orElseThrow();
        for (int epoch = 1; epoch <= 3; epoch++) {
            queue.commitEpoch(run, RunFixture.report(epoch), RunFixture.checkpoint(epoch), epoch == 1);
        }
        queue.succeed(run, RunFixture.result());

        assertThat(ended("succeeded", "none")).isEqualTo(before + 1);
    }

    @Test
    void aPausedRunThatIsCancelledHasEndedToo() {
        double before = ended("cancelled", "none");
        String path = "/v1/runs/" + fixture.submit();
        ClaimedRun run = queue.claim("w", LEASE).orElseThrow();
        new Http(port).post(path + "/pause", "");
        assertThat(queue.stopped(run)).isEqualTo(RunStatus.PAUSED);

        assertThat(new Http(port).post(path + "/cancel", "").status()).isEqualTo(202);
        assertThat(ended("cancelled", "none")).isEqualTo(before + 1);
    }

    @Test
    void theBytesOfCheckpointsAreSummedUp() {
        double before = checkpointBytes();
        fixture.submit();
        ClaimedRun run = queue.claim("w", LEASE).orElseThrow();
        queue.commitEpoch(run, RunFixture.report(1), RunFixture.checkpoint(1), true);

        assertThat(checkpointBytes())
                .isEqualTo(before + RunFixture.checkpoint(1).content().length);
    }

    @Test
    void aQueryThatFailsMakesTheDatabaseLookAwayAndNothingLookEmpty() {
        assertThat(gauge("trainyard.database.up")).isEqualTo(1);
        jdbc.sql("alter table run rename to run_away").update();
        try {
            clock.advance(Duration.ofSeconds(2));
            assertThat(meters.get("trainyard.database.up").gauge().value()).isZero();
            assertThat(meters.get("trainyard.queue.age").gauge().value()).isNaN();
        } finally {
            jdbc.sql("alter table run_away rename to run").update();
        }
    }

    @Test
    void theEndpointTellsTheBuildTheDiskAndTheBucketsOfTheObjectives() {
        fixture.submit();
        assertThat(queue.claim("w", LEASE)).isPresent();
        String metrics = new Http(port).get("/actuator/prometheus").body();

        assertThat(metrics)
                .containsPattern(
                        "trainyard_build_info\\{commit=\"[0-9a-f]{40}\",java=\"[0-9.+A-Za-z-]+\",version=\"0.1")
                .containsPattern("disk_free_bytes\\{path=\"[^\"]+\"} [0-9.E]+")
                .containsPattern("trainyard_run_queue_wait_seconds_bucket\\{.*le=\"300.0\"}")
                .containsPattern("trainyard_database_size_bytes [0-9.E]+");
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private double checkpointBytes() {
        return meters.find("trainyard.checkpoint.size").summaries().stream()
                .mapToDouble(summary -> summary.totalAmount())
                .sum();
    }

    private double ended(String status, String reason) {
        return meters.find("trainyard.runs.ended").tags("status", status, "reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
