package dev.trainyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The embedded PostgreSQL of a service that runs, seen from outside. */
final class ServiceDatabase implements AutoCloseable {
    static final String USER = "postgres";

    private final long process;
    private final String url;
    private final String password;
    private final Connection connection;

    private ServiceDatabase(long process, String url, String password) throws SQLException {
        this.process = process;
        this.url = url;
        this.password = password;
        this.connection = DriverManager.getConnection(url, USER, password);
    }

    static ServiceDatabase in(Path data) throws IOException, SQLException {
        // PostgreSQL's own file: process, directory, start, port.
        List<String> postmaster = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
        return new ServiceDatabase(
                Long.parseLong(postmaster.get(0).strip()),
                "jdbc:postgresql://127.0.0.1:%s/postgres"
                        .formatted(postmaster.get(3).strip()),
                Files.readString(data.resolve("postgres.password")).strip());
    }

    String url() {
        return url;
    }

    String password() {
        return password;
    }

    /** One connection, so that temporary tables last; each statement is a transaction. */
    JdbcClient sql() {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** What all of its processes have used that live now. */
    Duration cpu() {
        return ProcessHandle.of(process).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()))
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
