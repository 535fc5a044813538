package dev.trainyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * The API under submissions and polls, with many runs stored, while a worker trains. The API and its PostgreSQL have a
 * core of their own, as in production; the worker has another, which it shares with the load generator.
 */
final class LoadBenchmark {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("minutes", "5"),
            Map.entry("submissions", "50"),
            Map.entry("polls", "500"),
            Map.entry("runs", "10000"),
            Map.entry("epochs", "90"),
            Map.entry("owners", "50"),
            Map.entry("streams", "20"),
            Map.entry("warm-up", "120"),
            Map.entry("alone", "60"),
            Map.entry("model", "resnet-20"),
            Map.entry("api-core", "0"),
            Map.entry("worker-core", "1"),
            Map.entry("load-core", "1"),
            Map.entry("api-compilers", "all"),
            Map.entry("flight-recording", "no"));

    private final Options options;
    private final Path data;

    private LoadBenchmark(Options options, Path data) {
        this.options = options;
        this.data = data;
    }

    /** Prints the table; ends the process with 1 if a request was not answered as it should be. */
    static void run(List<String> arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("load", arguments);
        Path data = Files.createTempDirectory("trainyard-load");
        boolean clean;
        try {
            clean = new LoadBenchmark(options, data).run();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        if (!clean) {
            System.exit(1);
        }
    }

    private boolean run() throws IOException, InterruptedException, SQLException {
        try (ServiceProcess api = ServiceProcess.api(options.text("api-core"), data, jvmOfTheApi());
                ServiceDatabase database = ServiceDatabase.in(data)) {
            ApiClient admin = new ApiClient(api.url(), ServiceProcess.ADMIN_TOKEN);
            StoredRuns stored = new StoredRuns(admin, database, options.number("owners"));
            stored.fill(options.number("runs"), options.number("epochs"));
            System.out.printf("- stored: %s%n", stored.sizes());
            try (ServiceProcess worker = ServiceProcess.worker(options.text("worker-core"), data, database)) {
                return measure(api, worker, database, stored, admin.submitTraining(options.text("model")));
            }
        }
    }

    private List<String> jvmOfTheApi() {
        List<String> arguments = new ArrayList<>();
        if (options.text("api-compilers").equals("first")) {
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        if (!options.text("flight-recording").equals("no")) {
            arguments.add("-XX:StartFlightRecording=settings=profile,filename="
                    + Path.of(options.text("flight-recording")).toAbsolutePath());
        }
        return arguments;
    }

    private boolean measure(
            ServiceProcess api, ServiceProcess worker, ServiceDatabase database, StoredRuns stored, String training)
            throws IOException, InterruptedException, SQLException {
        TrainingSpeed speed = TrainingSpeed.of(database, training);
        speed.awaitEpoch();
        TrainingSpeed.Point begin = speed.now();
        Thread.sleep(Duration.ofSeconds(options.number("alone")).toMillis());
        double alone = begin.imagesPerSecond(speed.now());

        Path results = Files.createDirectories(Path.of("target", "bench", "load"));
        Path polled = stored.writeTo(results.resolve("runs.csv"));
        Duration cpuOfApi = api.cpu();
        Duration cpuOfDatabase = database.cpu();
        TrainingSpeed.Point loaded = speed.now();
        LoadResult result = GatlingProcess.run(api.url(), polled, training, options, results);
        double beside = loaded.imagesPerSecond(speed.now());

        result.print();
        System.out.printf(
                Locale.ROOT,
                "%nTraining %s with 1 thread: %.0f images/s before the load, %.0f beside it.%n",
                options.text("model"),
                alone,
                beside);
        System.out.printf(
                Locale.ROOT,
                "CPU seconds beside the load, warm-up included: API %d, PostgreSQL %d, load generator %d, in %d s.%n",
                api.cpu().minus(cpuOfApi).toSeconds(),
                database.cpu().minus(cpuOfDatabase).toSeconds(),
                result.cpu().toSeconds(),
                result.wall().toSeconds());
        return worker.isAlive() && result.isClean();
    }
}
