package dev.trainyard.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The PostgreSQL of the cluster: durable, at a fixed port, and restarted in any way there is. */
final class Postgres implements AutoCloseable {
    /** As {@code pg_stat_activity} shows us. */
    private static final String NAME = "chaos";

    private final EmbeddedPostgres server;
    private final Path control;
    private final Path data;
    private final Path log;
    private final int port;

    private Postgres(EmbeddedPostgres server, Path control, Path data, Path log, int port) {
        this.server = server;
        this.control = control;
        this.data = data;
        this.log = log;
        this.port = port;
    }

    /** Starts a new cluster in a directory that is not there yet. */
    static Postgres start(Path directory, Path log, int port) throws IOException, SQLException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        Path data = directory.resolve("data");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setPort(port)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "400")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .start();
        Postgres started = new Postgres(server, control(programs), data, log, port);
        try (Connection connection = started.connect()) {
            requireOn(connection, "fsync");
            requireOn(connection, "synchronous_commit");
        }
        return started;
    }

    private static Path control(Path programs) throws IOException {
        try (Stream<Path> files = Files.walk(programs)) {
            return files.filter(file -> file.endsWith("bin/pg_ctl")).findFirst().orElseThrow();
        }
    }

    private static void requireOn(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("show " + setting)) {
            if (!shown.next() || !shown.getString(1).equals("on")) {
                throw new IllegalStateException("PostgreSQL runs without " + setting);
            }
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?ApplicationName=" + NAME, "postgres", "");
    }

    /** Mode {@code fast} breaks connections off; {@code immediate} is a crash, which the next start recovers from. */
    void restart(String mode) throws IOException, InterruptedException {
        // PostgreSQL refuses to be root; in a user namespace of its own it is nobody.
        List<String> command =
                new ArrayList<>(System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(control.toString(), "restart", "-D", data.toString(), "-m", mode, "-w", "-t", "60"));
        command.addAll(List.of("-l", log.toString()));
        Process restart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        if (restart.waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL did not restart (%s), see %s".formatted(mode, log));
        }
    }

    /** Ends one of the connections of others, picked by that number; says whether there was one. */
    boolean terminateBackend(int number) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.prepareStatement("""
                        with client as (
                            select pid, row_number() over (order by pid) - 1 as place, count(*) over () as clients
                            from pg_stat_activity
                            where backend_type = 'client backend' and application_name <> ?)
                        select pg_terminate_backend(pid) from client where place = ? % clients""")) {
            statement.setString(1, NAME);
            statement.setInt(2, number);
            try (ResultSet terminated = statement.executeQuery()) {
                return terminated.next() && terminated.getBoolean(1);
            }
        }
    }

    /** What its processes have used that live now. */
    Duration cpu() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(postmaster).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.children()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
