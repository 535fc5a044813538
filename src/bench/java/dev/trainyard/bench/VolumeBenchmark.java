package dev.trainyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** What the API takes for its answers when the database is full: one client, which asks for one thing after the other. */
final class VolumeBenchmark {
    private static final Map<String, String> DEFAULTS =
            Map.of("runs", "100000", "epochs", "10", "owners", "50", "times", "200", "warm-up", "300", "core", "0-1");
    private static final double TARGET_MILLIS = 50;

    private VolumeBenchmark() {}

    /** Prints the table; ends the process with 1 if an answer came too late, or was none. */
    static void run(List<String> arguments) throws IOException, InterruptedException, SQLException {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("volume", arguments);
        Path data = Files.createTempDirectory("trainyard-volume");
        boolean inTime;
        try (ServiceProcess api = ServiceProcess.api(options.text("core"), data, List.of());
                ServiceDatabase database = ServiceDatabase.in(data)) {
            inTime = measure(api, database, options);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        if (!inTime) {
            System.exit(1);
        }
    }

    private static boolean measure(ServiceProcess api, ServiceDatabase database, Options options)
            throws IOException, InterruptedException {
        ApiClient admin = new ApiClient(api.url(), ServiceProcess.ADMIN_TOKEN);
        StoredRuns stored = new StoredRuns(admin, database, options.number("owners"));
        stored.fill(options.number("runs"), options.number("epochs"));
        System.out.printf("- stored: %s%n%n", stored.sizes());
        TableSizes.print(database);

        ApiClient owner = new ApiClient(api.url(), admin.issueToken("owner-1"));
        List<Poll> polls = Poll.all(stored, admin, owner);
        for (Poll poll : polls) {
            poll.times(options.number("warm-up"));
        }
        Poll.printHeading();
        boolean inTime = true;
        PageReads before = PageReads.read(database);
        for (Poll poll : polls) {
            List<Long> times = poll.times(options.number("times"));
            PageReads after = PageReads.read(database);
            inTime &= poll.print(times, after.minus(before), TARGET_MILLIS);
            before = after;
        }
        return inTime;
    }
}
