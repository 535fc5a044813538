package dev.trainyard.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.util.FileSystemUtils;

/**
 * A release at work is replaced by the next, as on Kubernetes: the schema is migrated beside the old processes, then
 * each gives way to a new one. Runs are at work and in the queue all the time.
 */
public final class Upgrade {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int POSTGRES_PORT = 19160;
    private static final int OLD_PORT = 19161;
    private static final int NEW_PORT = 19165;
    private static final int WORKERS = 2;
    private static final int RUNS = 6;
    private static final String UNDISTURBED = "upgrade";
    private static final String RUN = """
            "model": "resnet-8", "activation": "coslu", "dataset": "shapes", "epochs": 4, "seed": 1,
            "validation_fraction": 0.9, "learning_rate": 0.02""";

    private final Postgres postgres;
    private final Release from;
    private final Release to;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ServiceProcess> processes = new CopyOnWriteArrayList<>();
    private final Report report = new Report();

    private Upgrade(Postgres postgres, Release from, Release to) {
        this.postgres = postgres;
        this.from = from;
        this.to = to;
    }

    /** Returns whether all went as it must; the two are jars. */
    public static boolean run(Path from, Path to) throws Exception {
        Path directory = Path.of("target", "upgrade", "logs").toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        Path database = Files.createTempDirectory("trainyard-upgrade");
        try (Postgres postgres = Postgres.start(database, directory.resolve("postgres.log"), POSTGRES_PORT)) {
            List<String> settings = new ArrayList<>(Program.settings(directory, postgres.url(), LEASE));
            Release old = new Release("old", from, directory, List.copyOf(settings));
            settings.add("--trainyard.database.migrate=false");
            return new Upgrade(postgres, old, new Release("new", to, directory, settings)).run();
        } finally {
            FileSystemUtils.deleteRecursively(database);
        }
    }

    private boolean run() throws Exception {
        try {
            List<String> runs = new ArrayList<>();
            List<ServiceProcess> old = start(from, OLD_PORT);
            try (Connection connection = postgres.connect()) {
                Witness.install(connection);
                report.row("schema of the old release", schema(connection));
                Api api = new Api(OLD_PORT);
                String undisturbed = api.submit(UNDISTURBED, RUN);
                Patience.until("a run of the old release has succeeded", () -> hasSucceeded(api, undisturbed));
                for (int i = 0; i < RUNS; i++) {
                    runs.add(api.submit(UNDISTURBED + "/" + i, RUN));
                }
                Patience.until("it is at work", () -> epochs(connection, "old") > 0);
                report.row("runs at work, runs in the queue at the migration", standing(connection));
                migrate(connection);
            }
            List<ServiceProcess> fresh = replace(old);
            Api api = new Api(NEW_PORT);
            for (String run : runs) {
                Patience.until(run + " has succeeded", () -> hasSucceeded(api, run));
            }
            report.row("answers of the new API by status", api.answers());
            report.require(
                    "the processes of the new release live", fresh.stream().allMatch(ServiceProcess::isUp));
        } finally {
            for (ServiceProcess process : processes) {
                process.kill();
            }
        }
        check();
        return !report.failed();
    }

    private static boolean hasSucceeded(Api api, String run) throws InterruptedException {
        return api.status(run).equals("succeeded");
    }

    /** An API and workers, all of them up. */
    private List<ServiceProcess> start(Release release, int port) throws IOException, InterruptedException {
        List<ServiceProcess> started = new ArrayList<>();
        started.add(start(release, "api", port, "--trainyard.worker.enabled=false"));
        for (int i = 1; i <= WORKERS; i++) {
            started.add(start(release, "w" + i, port + i));
        }
        return started;
    }

    private ServiceProcess start(Release release, String role, int port, String... more)
            throws IOException, InterruptedException {
        ServiceProcess started = release.start(role, port, more);
        processes.add(started);
        Patience.until(started.name() + " is ready", () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException(started.name() + " has ended");
            }
            return Cluster.answers(http, port);
        });
        started.becomeReady();
        return started;
    }

    private void migrate(Connection connection) throws IOException, InterruptedException, SQLException {
        int before = epochs(connection, "old");
        long begin = System.nanoTime();
        to.migrate();
        report.row("seconds of the migration, its JVM's start included", (System.nanoTime() - begin) / 1_000_000_000);
        report.row("schema of the new release", schema(connection));
        Patience.until("the old release works on the new schema", () -> epochs(connection, "old") > before + 1);
    }

    /** Each old process is told to stop once its successor is up. */
    private List<ServiceProcess> replace(List<ServiceProcess> old) throws IOException, InterruptedException {
        List<ServiceProcess> fresh = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            fresh.add(
                    i == 0
                            ? start(to, "api", NEW_PORT, "--trainyard.worker.enabled=false")
                            : start(to, "w" + i, NEW_PORT + i));
            old.get(i).terminate();
        }
        return fresh;
    }

    private void check() throws SQLException {
        try (Connection connection = postgres.connect()) {
            Witness.tell(connection, processes);
            report.row(
                    "epochs of the old release, of the new one",
                    epochs(connection, "old") + ", " + epochs(connection, "new"));
            report.row("runs handed over at work, the longest wait for the next worker", handovers(connection));
            for (Check check : EnumSet.complementOf(EnumSet.of(Check.SAME_EPOCHS, Check.SAME_RESULTS))) {
                report.check(check.title(), check.faults(connection));
            }
            // A new release may compute otherwise: told, and not required.
            report.row(
                    "the results are those of the old release alone, to the last bit",
                    Check.SAME_EPOCHS.faults(connection).isEmpty() ? "yes" : "no");
            report.require("both releases have trained", epochs(connection, "new") > 0);
        }
    }

    private static String schema(Connection connection) throws SQLException {
        return Check.value(connection, "select max(version::integer)::text from flyway_schema_history where success");
    }

    /** How many epochs were committed by processes of a release. */
    private static int epochs(Connection connection, String release) {
        try {
            return Integer.parseInt(Check.value(connection, """
                    select count(*)::text from witness.note
                    where thing = 'run_epoch' and writer like '%s.%%' and run_id in (
                        select id from run where name like '%%/%%')""".formatted(release)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String standing(Connection connection) throws SQLException {
        return Check.value(connection, """
                select concat(count(*) filter (where status = 'running'), ', ', count(*) filter (where status = 'queued'))
                from run""");
    }

    private static String handovers(Connection connection) throws SQLException {
        return Check.value(connection, """
                select concat(count(*), ', ', round(extract(epoch from max(claimed.at - given.at)), 1), ' s')
                from run_event as given cross join lateral (
                    select at from run_event as later
                    where later.run_id = given.run_id and later.sequence > given.sequence and later.type = 'claimed'
                    order by later.sequence limit 1) as claimed
                where given.type in ('released', 'lease_lost')""");
    }
}
