package dev.trainyard.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What a fleet takes of its database and of the processors, between two moments. */
final class FleetLoad {
    private static final String TRANSACTIONS =
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";
    private static final String LOG = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";
    private static final String CONNECTIONS =
            "select count(*) from pg_stat_activity where backend_type = 'client backend' and application_name <> 'chaos'";
    private static final double MEGABYTE = 1e6;

    private final Postgres postgres;
    private final Connection connection;
    private final ServiceProcess api;
    private final List<ServiceProcess> all;
    private Point begin = new Point(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0);
    private long connections;

    private record Point(Duration postgres, Duration api, Duration workers, long transactions, long logged) {}

    /** @param all processes, that of the API among them */
    FleetLoad(Postgres postgres, Connection connection, ServiceProcess api, List<ServiceProcess> all) {
        this.postgres = postgres;
        this.connection = connection;
        this.api = api;
        this.all = all;
    }

    void begin() throws IOException, SQLException {
        begin = now();
    }

    /** Notes what has no sum. */
    void look() throws SQLException {
        connections = Math.max(connections, FleetFigures.number(connection, CONNECTIONS));
    }

    private Point now() throws IOException, SQLException {
        Duration workers = all.stream()
                .filter(process -> process != api)
                .map(ServiceProcess::cpu)
                .reduce(Duration.ZERO, Duration::plus);
        return new Point(
                postgres.cpu(),
                api.cpu(),
                workers,
                FleetFigures.number(connection, TRANSACTIONS),
                FleetFigures.number(connection, LOG));
    }

    /** What it was a second, over so many. */
    void print(Report report, double seconds) throws IOException, SQLException {
        Point end = now();
        report.row(
                "cores at work: PostgreSQL, API, all workers",
                "%.2f, %.2f, %.2f"
                        .formatted(
                                share(end.postgres(), begin.postgres(), seconds),
                                share(end.api(), begin.api(), seconds),
                                share(end.workers(), begin.workers(), seconds)));
        report.row("transactions a second", Math.round((end.transactions() - begin.transactions()) / seconds));
        report.row(
                "write-ahead log, MB a second", "%.1f".formatted((end.logged() - begin.logged()) / MEGABYTE / seconds));
        report.row("connections at most", connections);
        report.row(
                "size of the database, MB",
                Math.round(FleetFigures.number(connection, "select pg_database_size(current_database())") / MEGABYTE));
    }

    private static double share(Duration end, Duration begin, double seconds) {
        return end.minus(begin).toMillis() / 1000.0 / seconds;
    }
}
