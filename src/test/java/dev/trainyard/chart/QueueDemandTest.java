package dev.trainyard.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.run.RunFixture;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What KEDA asks the database: how many Pods of T4s (8 of one slot), then A10s (4 of two), then CPUs are wanted. */
@ServiceTest
class QueueDemandTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final List<JsonNode> manifests = Chart.render("keda");

    @Autowired
    private RunFixture fixture;

    @Autowired
    private RunQueue queue;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @BeforeEach
    void emptyQueue() {
        fixture.deleteAll();
    }

    @Test
    void nothingIsWantedWhileNothingWaits() {
        assertThat(demand()).containsExactly(0, 0, 0);
    }

    @Test
    void theFirstPoolTakesWhatItCanAndTheNextTheRest() {
        submit(17);

        assertThat(demand()).containsExactly(17, 9, 1);
    }

    @Test
    void runsAtWorkKeepTheirPodAndPodsThatAreBusyTakeNothingMore() {
        submit(10);
        claim("ty-trainyard-burst-t4-abcde-fgh45/7/0");
        claim("ty-trainyard-burst-t4-xyzxy-qwert/7/0");
        claim("ty-trainyard-burst-a10-bcdfg-fghjk/7/1");

        assertThat(demand()).containsExactly(7 + 2, 1 + 1, 0);
    }

    @Test
    void theWorkersOfOtherPoolsAndReleasesAreNotCounted() {
        submit(3);
        claim("other-trainyard-burst-t4-abcde-fghij/7/0");
        claim("ty-trainyard-worker-t4-6d4cf56db6-fghij/7/0");
        claim("laptop/4711/0");

        assertThat(demand()).containsExactly(0, 0, 0);
    }

    @Test
    void noPodIsStartedForRunsThatTheirOwnersQuotaHoldsBack() {
        submit(9);
        jdbc.sql("update run set owner = 'ann'").update();

        assertThat(demand()).as("a quota of 6").containsExactly(6, 0, 0);
    }

    @Test
    void aUserWhoMayReadWhatTheDocumentGrantsIsEnough() throws IOException, SQLException {
        String grant = Files.readString(Path.of("docs", "kubernetes.md"))
                .lines()
                .filter(line -> line.startsWith("grant select"))
                .findFirst()
                .orElseThrow();
        submit(2);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create role trainyard_keda");
            statement.execute(grant);
            statement.execute("set local role trainyard_keda");
            assertThatThrownBy(() -> statement.execute("savepoint before; select spec from run"))
                    .hasMessageContaining("permission denied");
            statement.execute("rollback to before");
            try (ResultSet wanted = statement.executeQuery(query("cpu"))) {
                assertThat(wanted.next()).isTrue();
                assertThat(wanted.getInt(1)).isZero();
            } finally {
                connection.rollback();
            }
        }
    }

    private void submit(int runs) {
        for (int i = 0; i < runs; i++) {
            fixture.submit();
            jdbc.sql("update run set owner = 'owner ' || id").update();
        }
    }

    private void claim(String worker) {
        assertThat(queue.claim(worker, LEASE)).isPresent();
    }

    /** In the order of the pools. */
    private List<Integer> demand() {
        return List.of("t4", "a10", "cpu").stream()
                .map(pool -> jdbc.sql(query(pool)).query(Integer.class).single())
                .toList();
    }

    private String query(String pool) {
        return Chart.named(manifests, "ScaledJob", "ty-trainyard-burst-" + pool)
                .at("/spec/triggers/0/metadata/query")
                .asString();
    }
}
