package dev.trainyard.chaos;

import dev.trainyard.worker.PacedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/**
 * Many worker processes on one PostgreSQL, whose epochs only take their time: what the queue, the API and the database make
 * of a fleet. One owner has more than half of all runs, and is first.
 */
public final class Fleet {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    /** As the Helm chart sets them. */
    private static final List<String> API = List.of("--trainyard.worker.enabled=false");

    private static final List<String> WORKER =
            List.of("--trainyard.api.enabled=false", "--trainyard.webhooks.enabled=false");
    private static final String HEAP = "128m";
    private static final int POSTGRES_PORT = 19200;
    private static final int API_PORT = 19201;
    private static final int AT_ONCE = 5;
    private static final int SMALL_OWNERS = 8;
    private static final int SINGLE_RUNS = 100;

    private final Size size;
    private final Program program;
    private final Postgres postgres;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ServiceProcess> processes = new CopyOnWriteArrayList<>();
    private final Report report = new Report();

    /** How much of everything; an epoch takes that long. */
    public record Size(int workers, int runs, int epochs, Duration epoch, String model) {}

    private Fleet(Size size, Program program, Postgres postgres) {
        this.size = size;
        this.program = program;
        this.postgres = postgres;
    }

    /** Returns whether every run has succeeded at its first attempt. */
    public static boolean run(Size size) throws Exception {
        Path directory = Path.of("target", "fleet").toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        Path database = Files.createTempDirectory("trainyard-fleet");
        try (Postgres postgres = Postgres.start(database, directory.resolve("postgres.log"), POSTGRES_PORT)) {
            List<String> settings = new ArrayList<>(Program.settings(directory, postgres.url(), LEASE));
            // The defaults, where chaos has its own.
            settings.removeIf(setting -> setting.contains("heartbeat") || setting.contains("poll="));
            settings.add("--%s=%dms".formatted(PacedService.EPOCH, size.epoch().toMillis()));
            Program program = new Program(
                    directory,
                    settings,
                    HEAP,
                    PacedService.class,
                    Class.forName(PacedService.class.getPackageName() + ".PacedTrainer"));
            return new Fleet(size, program, postgres).run();
        } finally {
            FileSystemUtils.deleteRecursively(database);
        }
    }

    private boolean run() throws Exception {
        try (Connection connection = postgres.connect()) {
            rehearse();
            long begin = System.nanoTime();
            ServiceProcess api = start("api", API_PORT, true);
            startWorkers();
            report.row(
                    "worker processes, each with a slot; seconds until all were up",
                    size.workers() + ", " + Math.round(since(begin)));
            FleetClients clients = new FleetClients(API_PORT, fields());
            backlog(clients, api, connection);
            singles(clients, connection);
        } finally {
            for (ServiceProcess process : processes) {
                process.kill();
            }
        }
        return !report.failed();
    }

    /** One process, for the archive of its classes that makes the others' starts cheap. */
    private void rehearse() throws IOException, InterruptedException {
        ServiceProcess first = new ServiceProcess("rehearsal", program.rehearse("rehearsal", API_PORT));
        processes.add(first);
        Patience.until("the first process is up", () -> Cluster.answers(http, API_PORT));
        first.terminate();
        program.archive();
    }

    private String fields() {
        return "\"model\": \"%s\", \"activation\": \"coslu\", \"dataset\": \"cifar-10\", \"epochs\": %d"
                .formatted(size.model(), size.epochs());
    }

    private ServiceProcess start(String name, int port, boolean api) throws IOException {
        ServiceProcess started = new ServiceProcess(name, program.start(name, port, api ? API : WORKER));
        processes.add(started);
        return started;
    }

    /** The API first, which migrates; then a few at once. */
    private void startWorkers() throws IOException, InterruptedException {
        Patience.until("the API is up", () -> Cluster.answers(http, API_PORT));
        for (int first = 1; first <= size.workers(); first += AT_ONCE) {
            List<Integer> ports = IntStream.rangeClosed(first, Math.min(first + AT_ONCE - 1, size.workers()))
                    .mapToObj(i -> API_PORT + i)
                    .toList();
            for (int port : ports) {
                start("w" + (port - API_PORT), port, false);
            }
            Patience.until(
                    "the workers from %d on are up".formatted(first),
                    () -> ports.stream().allMatch(port -> Cluster.answers(http, port)));
        }
    }

    private void backlog(FleetClients clients, ServiceProcess api, Connection connection) throws Exception {
        int small = size.runs() * 4 / 10 / SMALL_OWNERS;
        int large = size.runs() - small * SMALL_OWNERS;
        String first = clients.token("owner-large");
        List<String> others = new ArrayList<>();
        for (int i = 1; i <= SMALL_OWNERS; i++) {
            others.add(clients.token("owner-" + i));
        }
        FleetLoad load = new FleetLoad(postgres, connection, api, processes);
        long begin = System.nanoTime();
        load.begin();
        clients.submit(first, large);
        long[] times = clients.submitAtOnce(others, small);
        double submission = since(begin);
        report.row("runs submitted; a second", "%d, %.0f".formatted(size.runs(), size.runs() / submission));
        report.row("a submission of %d clients at once: p50, p99, ms".formatted(SMALL_OWNERS), quantiles(times));
        awaitEnd(connection, load);
        double seconds = since(begin);
        double ideal = (double) size.runs() * size.epochs() * size.epoch().toMillis() / 1000 / size.workers();
        report.row("seconds from the first submission to the last end", Math.round(seconds));
        report.row("share of it in which slots trained", "%.0f %%".formatted(100 * ideal / seconds));
        report.row("runs, epochs a second", decimals(size.runs() / seconds, size.runs() * size.epochs() / seconds));
        report.row(
                "from queued to claimed, the large owner: p50, p99, worst, ms",
                FleetFigures.waits(connection, "owner-large"));
        report.row("the same, the small owners", FleetFigures.waits(connection, "owner-_"));
        report.row("a slot's pause between two runs: p50, p99, worst, ms", FleetFigures.idle(connection));
        load.print(report, seconds);
        report.require(
                "every run has succeeded at its first attempt",
                FleetFigures.number(
                                connection,
                                "select count(*) from run where status = 'succeeded' and attempt = 1 and epoch = epochs")
                        == size.runs());
    }

    private void awaitEnd(Connection connection, FleetLoad load)
            throws SQLException, IOException, InterruptedException {
        long begin = System.nanoTime();
        while (FleetFigures.number(connection, "select count(*) from run where status in ('queued', 'running')") > 0) {
            if (since(begin) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("The runs did not end in " + PATIENCE);
            }
            load.look();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Runs that come one by one while all slots are free. */
    private void singles(FleetClients clients, Connection connection) throws Exception {
        String token = clients.token("single");
        for (int i = 0; i < SINGLE_RUNS; i++) {
            clients.submit(token, 1);
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Patience.until("the single runs have ended", () -> {
            try {
                return FleetFigures.number(connection, "select count(*) from run where status in ('queued', 'running')")
                        == 0;
            } catch (SQLException e) {
                throw new IOException(e);
            }
        });
        report.row(
                "from queued to claimed, of a single run while slots are free: p50, p99, worst, ms",
                FleetFigures.waits(connection, "single"));
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String quantiles(long[] sorted) {
        return decimals(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }

    static String decimals(double one, double other) {
        return String.format(Locale.ROOT, "%.1f, %.1f", one, other);
    }
}
