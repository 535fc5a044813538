package dev.trainyard.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where the tests' PostgreSQL comes from: a container where a Docker engine answers, else one embedded server for the
 * JVM in which every Spring context has a database of its own. {@code -Dtrainyard.test.database=docker} or
 * {@code embedded} chooses by hand.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresForTests {
    /** The programs' folder, unpacked once for all tests of a checkout. */
    static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    @Bean
    @ServiceConnection
    @Conditional(InDocker.class)
    PostgreSQLContainer postgresContainer() {
        return new PostgreSQLContainer("postgres:18");
    }

    @Bean
    @Conditional(Embedded.class)
    JdbcConnectionDetails embeddedTestDatabase() throws SQLException {
        return SharedServer.freshDatabase();
    }

    private enum Source {
        DOCKER,
        EMBEDDED;

        private static final Logger LOG = LoggerFactory.getLogger(PostgresForTests.class);
        static final Source CHOSEN = choose();

        private static Source choose() {
            String wish = System.getProperty("trainyard.test.database", "");
            Source source = switch (wish) {
                case "docker" -> DOCKER;
                case "embedded" -> EMBEDDED;
                case "" -> DockerClientFactory.instance().isDockerAvailable() ? DOCKER : EMBEDDED;
                default ->
                    throw new IllegalArgumentException("trainyard.test.database is docker or embedded, not " + wish);
            };
            LOG.info(
                    "Tests use PostgreSQL {} ({})",
                    source == DOCKER ? "in a Docker container" : "embedded in this JVM",
                    wish.isEmpty()
                            ? "found out; -Dtrainyard.test.database chooses"
                            : "as trainyard.test.database says");
            return source;
        }
    }

    static final class InDocker implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Source.CHOSEN == Source.DOCKER;
        }
    }

    static final class Embedded implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Source.CHOSEN == Source.EMBEDDED;
        }
    }

    /** Made for speed: nothing is synchronised to the disk, and the directory is deleted when the JVM ends. */
    private static final class SharedServer {
        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                BINARIES.resolve("unpacked").toFile())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static JdbcConnectionDetails freshDatabase() throws SQLException {
            String name = "test" + DATABASES.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return new TestDatabase(SERVER.getJdbcUrl("postgres", name));
        }
    }

    private record TestDatabase(String jdbcUrl) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return jdbcUrl;
        }

        @Override
        public String getUsername() {
            return "postgres";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }
}
