package dev.trainyard.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.util.FileSystemUtils;

/** The chaos proof: an undisturbed service trains every recipe once, then a cluster has to do the same amid mayhem. */
public final class Chaos {
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration TARGET = LEASE.plusSeconds(15);
    /** 409: a run was in no such state; 503: the database was away; 0: none, the process was. */
    private static final Set<Integer> EXPECTED_ANSWERS = Set.of(0, 200, 201, 202, 409, 503);

    private static final int POSTGRES_PORT = 19100;
    private static final int REHEARSAL_PORT = 19101;
    private static final int API_PORT = 19110;

    private final ChaosOptions options;
    private final Postgres postgres;
    private final Program program;
    private final List<ServiceProcess> processes = new CopyOnWriteArrayList<>();
    private final Report report = new Report();

    private Chaos(ChaosOptions options, Postgres postgres, Program program) {
        this.options = options;
        this.postgres = postgres;
        this.program = program;
    }

    /**
     * Returns whether all went as it must.
     *
     * @param minutes of mayhem
     * @param gapMillis the mean time between two acts
     */
    public static boolean run(int minutes, long seed, int workers, int gapMillis) throws Exception {
        Path directory = Path.of("target", "chaos").toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        Path database = Files.createTempDirectory("trainyard-chaos");
        try (Postgres postgres = Postgres.start(database, directory.resolve("postgres.log"), POSTGRES_PORT)) {
            Program program = new Program(directory, postgres.url(), LEASE);
            ChaosOptions options =
                    new ChaosOptions(Duration.ofMinutes(minutes), seed, workers, Duration.ofMillis(gapMillis));
            return new Chaos(options, postgres, program).run();
        } finally {
            FileSystemUtils.deleteRecursively(database);
        }
    }

    private record ChaosOptions(Duration time, long seed, int workers, Duration gap) {}

    private boolean run() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveNothing));
        Rehearsal.run(program, REHEARSAL_PORT, postgres, processes);
        try (Cluster cluster = new Cluster(program, API_PORT, options.workers(), processes)) {
            awaitWhole(cluster);
            mayhem(cluster);
        }
        try (Connection connection = postgres.connect()) {
            Witness.tell(connection, processes);
            check(connection);
        }
        return !report.failed();
    }

    /** However this ends, no process stays behind. */
    private void leaveNothing() {
        try {
            for (ServiceProcess process : processes) {
                process.kill();
            }
            postgres.close();
        } catch (IOException | InterruptedException e) {
            System.err.println("Look for processes that were left behind: " + e);
        }
    }

    private void awaitWhole(Cluster cluster) throws IOException, InterruptedException {
        Patience.until("the cluster is up", () -> {
            cluster.tend();
            return cluster.isWhole();
        });
    }

    private void mayhem(Cluster cluster) throws IOException, InterruptedException, SQLException {
        Api api = new Api(API_PORT);
        Traffic traffic = new Traffic(api, options.workers() - 1, options.seed());
        Mayhem mayhem = new Mayhem(cluster, postgres, options.gap(), LEASE, options.seed() + 1);
        Instant begin = Instant.now();
        mayhem.rage(begin.plus(options.time()));
        report.harm(mayhem.harm(), Duration.between(begin, Instant.now()));
        awaitWhole(cluster);
        boolean finished = traffic.finish(Instant.now().plus(Patience.LIMIT));
        report.require("all clients saw their runs end", finished);
        report.row("runs submitted", traffic.orders().size());
        report.row("answers of the API by status (0: none)", api.answers());
        report.require(
                "it answered as its documentation says, when it did",
                EXPECTED_ANSWERS.containsAll(api.answers().keySet()));
        report.row("events heard by clients", Streams.heard(traffic.orders()));
        try (Connection connection = postgres.connect()) {
            String accepted = "select 'not ' || count(*) from run where name like '%/%' having count(*) <> ";
            report.check(
                    "every accepted run is there, and no other",
                    Check.lines(connection, accepted + traffic.orders().size()));
            report.check("clients heard every event once and in order", Streams.faults(connection, traffic.orders()));
        }
    }

    private void check(Connection connection) throws SQLException {
        for (String line : Check.lines(connection, """
                select status || ' runs | ' || count(*) from run where name like '%/%' group by status
                union all select 'epochs committed | ' || count(*) from run_epoch
                union all select 'claims | ' || count(*) from run_event where type = 'claimed'
                union all select 'writes that the witness noted | ' || count(*) from witness.note""")) {
            System.out.printf("| %s |%n", line);
        }
        report.recoveries(Recoveries.read(connection), TARGET);
        for (Check check : Check.values()) {
            report.check(check.title(), check.faults(connection));
        }
        report.check(
                "each of %d forged faults was seen by its check".formatted(Forgeries.size()),
                Forgeries.unseen(connection));
    }
}
