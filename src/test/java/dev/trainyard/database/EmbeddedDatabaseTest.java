package dev.trainyard.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void commitsAreDurableAndConnectionsNeedThePassword(CapturedOutput output) throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "wrong"))
                    .withMessageContaining("password authentication failed");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", null))
                    .withMessageContaining("no password was provided");

            Path passwordFile = directory.resolve("postgres.password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(passwordFile).strip()).isEqualTo(database.getPassword());
            assertThat(output + Files.readString(directory.resolve("postgres.log")))
                    .contains("PostgreSQL started in")
                    .doesNotContain(database.getPassword());
        }
    }

    @Test
    void aRestartFindsTheRowsAndKeepsThePassword() throws Exception {
        String password;
        try (EmbeddedDatabase database = start()) {
            execute(database, "CREATE TABLE note (line text)");
            execute(database, "INSERT INTO note VALUES ('grüße')");
            password = database.getPassword();
        }
        assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
        try (EmbeddedDatabase database = start()) {
            assertThat(query(database, "SELECT line FROM note")).isEqualTo("grüße");
            assertThat(database.getPassword()).isEqualTo(password);
        }
    }

    @Test
    void afterAKillTheServerLeftBehindIsStoppedAndTheRowsAreFound() throws Exception {
        Process service = serviceInItsOwnProcess();
        ProcessHandle orphan = postmaster();
        service.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedDatabase database = start()) {
            assertThat(orphan.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(query(database, "SELECT line FROM note")).isEqualTo("written before the kill");
        }
    }

    @Test
    void aDirectoryOfALiveServiceIsRefused() throws Exception {
        Process service = serviceInItsOwnProcess();
        ProcessHandle itsServer = postmaster();
        try {
            assertRefusedFor(service.pid());
            assertThat(itsServer.isAlive()).isTrue();
        } finally {
            service.destroyForcibly().waitFor();
        }
        start().close(); // stops the server
    }

    @Test
    void aSecondStartInTheSameProcessIsRefusedAndTheFirstKeepsTheDirectory() throws Exception {
        try (EmbeddedDatabase database = start()) {
            assertRefusedFor(ProcessHandle.current().pid());
            assertRefusedFor(ProcessHandle.current().pid());
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    private void assertRefusedFor(long owner) {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(this::start)
                .withMessageContaining(directory.resolve("postgres") + " belongs to a running service")
                .withMessageEndingWith("process " + owner + ".");
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(new DatabaseFiles(directory, PostgresForTests.BINARIES));
    }

    private Process serviceInItsOwnProcess() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classpath = System.getProperty("java.class.path");
        Process service = new ProcessBuilder(
                        java, "-cp", classpath, KilledService.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(new InputStreamReader(service.getInputStream(), UTF_8)).lines();
        assertThat(lines.anyMatch("committed"::equals)).isTrue();
        return service;
    }

    private ProcessHandle postmaster() throws Exception {
        String pid =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
