package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs of a released version after an update, in a schema of their own. */
@ServiceTest
class MigrationTest {
    private static final String SCHEMA = "released";

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void dropSchema() {
        jdbc.sql("drop schema if exists released cascade").update();
    }

    @Test
    void aRunThatAWorkerHadAndACosineAreUnderstoodAfterTheUpdate() {
        migrate("1");
        jdbc.sql("""
                    insert into released.run (id, owner, priority, tags, model, activation, dataset, epochs, spec, status,
                        attempt, fruitless_attempts, worker, lease_token, lease_expires_at, epoch, created_at, queued_at,
                        started_at)
                    values (gen_random_uuid(), 'ann', 0, '{}', 'resnet-8', 'relu', 'shapes', 9,
                        '{"schedule": {"type": "cosine"}}', 'running', 1, 1, 'w', 1, '2026-01-01T00:00:00Z', 0,
                        '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')""").update();
        migrate("2");

        assertThat(jdbc.sql("select * from released.run").query().singleRow())
                .containsEntry("stopped_early", false)
                .containsEntry("runtime_seconds", 0.0)
                .satisfies(run -> assertThat(run.get("lease_renewed_at")).isEqualTo(run.get("lease_expires_at")))
                .satisfies(run -> assertThat(String.valueOf(run.get("spec"))).contains("\"epochs\": 9"));
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .target(version)
                .load()
                .migrate();
    }
}
