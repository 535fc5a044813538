package dev.trainyard.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL data directory that is ready for a server: no orphan in it, of our version, its password known. */
final class Cluster {
    /** The major version of the programs on the classpath; another one cannot read its directories. */
    static final String MAJOR_VERSION = "18";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit");

    private final DatabaseFiles files;
    private final String password;

    private Cluster(DatabaseFiles files, String password) {
        this.files = files;
        this.password = password;
    }

    /** Clears away what a killed service left, and checks or creates what a server needs. The caller owns the files. */
    static Cluster prepare(DatabaseFiles files) throws IOException, InterruptedException {
        Postmaster.stopRemaining(files.cluster());
        discardHalfMade(files);
        if (Files.exists(files.cluster().resolve("PG_VERSION"))) {
            requireVersion(files);
            requirePassword(files);
        } else {
            Files.createFile(files.initialising());
            DatabasePassword.create(files.password());
        }
        return new Cluster(files, DatabasePassword.read(files.password()));
    }

    private static void discardHalfMade(DatabaseFiles files) throws IOException {
        if (Files.exists(files.initialising())) {
            FileSystemUtils.deleteRecursively(files.cluster());
            Files.delete(files.initialising());
        }
        try (Stream<Path> unpacked = Files.list(files.unpacked())) {
            for (Path folder :
                    unpacked.filter(f -> !Files.exists(f.resolve(".exists"))).toList()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    private static void requireVersion(DatabaseFiles files) throws IOException {
        String version = Files.readString(files.cluster().resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new DatabaseUnavailableException(
                    "The database directory %s was made by PostgreSQL %s; this service brings PostgreSQL %s."
                            .formatted(files.cluster(), version, MAJOR_VERSION),
                    "Convert it with pg_upgrade, or start this service with another trainyard.data-dir.");
        }
    }

    private static void requirePassword(DatabaseFiles files) {
        if (!Files.exists(files.password())) {
            throw new DatabaseUnavailableException(
                    "The database directory %s exists, but the file of its password, %s, is missing."
                            .formatted(files.cluster(), files.password()),
                    "Put the file back, or start this service with another trainyard.data-dir.");
        }
    }

    /**
     * Starts a server that keeps what it has committed.
     *
     * @return the server, which answers
     * @throws DatabaseUnavailableException if the server would lose commits when the power fails
     */
    EmbeddedPostgres launch() throws IOException, SQLException, InterruptedException {
        boolean ready = false;
        try {
            EmbeddedPostgres server = start();
            requireDurability(server);
            Files.deleteIfExists(files.initialising());
            ready = true;
            return server;
        } finally {
            if (!ready) {
                Postmaster.stopRemaining(files.cluster());
            }
        }
    }

    String password() {
        return password;
    }

    /** Zonky is made for tests: without these settings it trusts everybody and does not wait for the disk. */
    private EmbeddedPostgres start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(files.unpacked().toFile())
                .setDataDirectory(files.cluster())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would stop the server before Spring has closed its connections
                .setPGStartupWait(PATIENCE)
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .setServerConfig("log_checkpoints", "off")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        DURABILITY.forEach(setting -> builder.setServerConfig(setting, "on"));
        // These go to initdb as its options, whatever they are about; its own C.UTF-8 sorts alike on every machine.
        builder.setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", files.password().toString())
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        return builder.start();
    }

    private void requireDurability(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                ResultSet shown = statement.executeQuery("SHOW " + setting);
                if (!shown.next() || !shown.getString(1).equals("on")) {
                    throw new DatabaseUnavailableException(
                            "PostgreSQL in %s runs without %s.".formatted(files.cluster(), setting),
                            "Remove the setting from the configuration files in that directory.");
                }
            }
        }
    }
}
