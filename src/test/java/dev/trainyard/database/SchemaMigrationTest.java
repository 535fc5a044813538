package dev.trainyard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trainyard.Trainyard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who migrates and who waits, against a database that has no schema yet. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class SchemaMigrationTest {
    /** No service: only a PostgreSQL. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ServiceConnectionAutoConfiguration.class)
    @Import(PostgresForTests.class)
    static class Beans {}

    @Autowired
    private JdbcConnectionDetails server;

    private String[] database = {};
    private JdbcClient jdbc;

    @BeforeEach
    void freshSchema() {
        DataSource dataSource = DataSourceBuilder.create()
                .url(server.getJdbcUrl())
                .username(server.getUsername())
                .password(server.getPassword())
                .build();
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql("drop schema public cascade").update();
        jdbc.sql("create schema public").update();
        database = new String[] {
            "--spring.datasource.url=" + server.getJdbcUrl(),
            "--spring.datasource.username=" + server.getUsername(),
            "--spring.datasource.password=" + server.getPassword()
        };
    }

    @Test
    void migratesAnEmptyDatabaseAndEndsWithoutAccessOrAWebServer(CapturedOutput output) {
        Trainyard.main(arguments("--migrate"));

        assertThat(versions()).hasSizeGreaterThan(4).startsWith("1", "2");
        assertThat(output).contains("The schema has version").doesNotContain("Tomcat");
    }

    @Test
    void migrationsAtTheSameTimeTakeTurns() {
        CompletableFuture<?>[] migrations = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> SchemaMigration.run(arguments("--migrate"))))
                .limit(3)
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(migrations).join();
        assertThat(versions()).doesNotHaveDuplicates().hasSizeGreaterThan(4);
    }

    @Test
    void aMigrationThatFailsSaysWhyAndLeavesTheSchemaAsItWas(CapturedOutput output) {
        jdbc.sql("create table run (id text)").update();

        assertThatThrownBy(() -> Trainyard.main(arguments(
                        "--migrate", "--spring.flyway.baseline-on-migrate=true", "--spring.flyway.baseline-version=0")))
                .hasMessageContaining("already exists");
        assertThat(output).contains("APPLICATION FAILED TO START", "could not be migrated", "--migrate again");
        assertThat(jdbc.sql("select count(*) from pg_class where relname = 'lease_token'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aProcessThatDoesNotMigrateRefusesAnOldSchemaAndNamesTheVersions(CapturedOutput output) {
        migrateTo("2");

        assertThatThrownBy(() -> Trainyard.main(
                        arguments("--trainyard.database.migrate=false", "--trainyard.worker.enabled=false")))
                .rootCause()
                .hasMessageContaining("has version 2; this version of Trainyard needs version");
        assertThat(output).contains("APPLICATION FAILED TO START", "lacks 3 (access), 4 (api)", "--migrate");
        assertThat(versions()).containsExactly("1", "2");
    }

    @Test
    void aProcessThatDoesNotMigrateRefusesADatabaseWithoutASchema() {
        assertThatThrownBy(() -> Trainyard.main(
                        arguments("--trainyard.database.migrate=false", "--trainyard.worker.enabled=false")))
                .rootCause()
                .hasMessageContaining("The database has no schema");
        assertThat(versions()).isEmpty();
    }

    @Test
    void aProcessWaitsForTheOneThatMigrates(CapturedOutput output) {
        Flyway flyway = flyway("latest");
        var waiting = CompletableFuture.runAsync(() -> new SchemaGate(Duration.ofSeconds(50)).migrate(flyway));
        await().until(() -> output.getOut().contains("Waiting for a migration"));
        assertThat(waiting).isNotDone();

        SchemaMigration.run(arguments("--migrate"));

        waiting.join();
    }

    @Test
    void aSchemaThatIsNewerIsGoodEnough() {
        migrateTo("latest");
        jdbc.sql("""
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (1000, '1000', 'of the next version', 'SQL', 'V1000__next.sql', 'next', 1, true)""").update();

        assertThatCode(() -> new SchemaGate(Duration.ZERO).migrate(flyway("latest")))
                .doesNotThrowAnyException();
        assertThatCode(() -> SchemaMigration.run(arguments("--migrate"))).doesNotThrowAnyException();
    }

    private void migrateTo(String version) {
        flyway(version).migrate();
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(server.getJdbcUrl(), server.getUsername(), server.getPassword())
                .target(target)
                .load();
    }

    private String[] arguments(String... own) {
        return Stream.of(database, own).flatMap(Stream::of).toArray(String[]::new);
    }

    private List<String> versions() {
        boolean none = jdbc.sql("select to_regclass('public.flyway_schema_history') is null")
                .query(Boolean.class)
                .single();
        return none
                ? List.of()
                : jdbc.sql("select version from flyway_schema_history where success and version is not null"
                                + " order by installed_rank")
                        .query(String.class)
                        .list();
    }
}
