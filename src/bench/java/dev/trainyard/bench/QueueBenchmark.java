package dev.trainyard.bench;

import dev.trainyard.activation.Sharing;
import dev.trainyard.run.ClaimedRun;
import dev.trainyard.run.QuotaQueue;
import dev.trainyard.run.RunQueue;
import dev.trainyard.run.RunStock;
import dev.trainyard.training.Checkpoint;
import dev.trainyard.training.Environment;
import dev.trainyard.training.EpochReport;
import dev.trainyard.training.LearntParameters;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue of runs beside db-scheduler, on the same PostgreSQL in the same process. */
final class QueueBenchmark {
    private static final Map<String, String> DEFAULTS = Map.of(
            "runs", "1000",
            "rounds", "5",
            "warm-up", "4000",
            "claimers", "1,4,16",
            "owners", "10",
            "samples", "1000",
            "ended", "1000,10000,100000,1000000");
    /** Connections besides those of claimers: for polling, housekeeping and webhooks. */
    private static final int SPARE = 6;
    /** See the default quotas of a closed service. */
    private static final int QUOTA = 4;

    private static final Environment ENVIRONMENT = Environment.current();
    private static final EpochReport EPOCH = new EpochReport(
            1,
            2,
            0.2,
            2,
            0.2,
            0.1,
            9000,
            1000,
            Duration.ofSeconds(9),
            new LearntParameters(Sharing.NETWORK, Map.of("a", List.of(List.of(1.0)))));
    private static final Checkpoint CHECKPOINT = new Checkpoint(1, 2, new byte[1000]);

    private QueueBenchmark() {}

    /** Prints throughput, latency, and a claim's time, each as a table. */
    static void run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments, DEFAULTS);
        List<Integer> claimers = options.numbers("claimers");
        int most = claimers.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Heading.print("queue", arguments);
        try (QueueService service = QueueService.start(most + SPARE)) {
            RunStock stock = new RunStock(service.beans());
            DbScheduler peer = new DbScheduler(service.bean(DataSource.class));
            throughput(service, sides(service, stock, peer, options.number("owners")), options, claimers);
            System.out.println();
            Tails.printHeading("enqueue to claim, idle queue");
            new QueueLatency().race(service, stock, peer, options.number("samples"));
            System.out.println();
            new ClaimTimes(stock, service.bean(RunQueue.class)).print(options.numbers("ended"));
        }
    }

    private static void throughput(QueueService service, List<QueueSide> sides, Options options, List<Integer> claimers)
            throws InterruptedException {
        QueueThroughput throughput = new QueueThroughput(
                service.bean(JdbcClient.class),
                options.number("warm-up"),
                options.number("runs"),
                options.number("rounds"));
        throughput.warmUp(sides);
        QueueThroughput.printHeading();
        for (int number : claimers) {
            throughput.race(sides, number);
        }
    }

    private static List<QueueSide> sides(QueueService service, RunStock stock, DbScheduler peer, int owners) {
        RunQueue queue = service.bean(RunQueue.class);
        RunQueue limited = QuotaQueue.atMost(QUOTA, service.beans().getAutowireCapableBeanFactory());
        List<QueueSide> sides = new ArrayList<>();
        sides.add(new RunsSide("Trainyard: claim, succeed", stock, owners, queue, QueueBenchmark::succeed));
        sides.add(new RunsSide("the same, with a quota of 4 running", stock, owners, limited, QueueBenchmark::succeed));
        sides.add(new RunsSide(
                "Trainyard: claim, environment, epoch, succeed", stock, owners, queue, QueueBenchmark::train));
        sides.add(peer);
        return sides;
    }

    private static void succeed(RunQueue queue, ClaimedRun run) {
        queue.succeed(run, RunsSide.RESULT);
    }

    /** All the writes of a run of one epoch. */
    private static void train(RunQueue queue, ClaimedRun run) {
        queue.recordEnvironment(run, ENVIRONMENT);
        queue.commitEpoch(run, EPOCH, CHECKPOINT, true);
        queue.succeed(run, RunsSide.RESULT);
    }
}
