package dev.trainyard.bench;

import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.expansion.LikenessBenchmark;
import dev.trainyard.prediction.PredictionBenchmark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the benchmark that the first argument names; the others are its {@link Options}. */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        String benchmark = arguments.length == 0 ? "none" : arguments[0];
        try {
            run(benchmark, Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static void run(String benchmark, List<String> options) throws Exception {
        switch (benchmark) {
            case "steps" -> Comparisons.steps(options);
            case "inference" -> Comparisons.inference(options);
            case "kernels" -> KernelBenchmark.run(options);
            case "memory" -> MemoryBenchmark.run(options);
            case "epoch" -> EpochBenchmark.run(options);
            case "predictions" -> predictions(options);
            case "load" -> LoadBenchmark.run(options);
            case "volume" -> VolumeBenchmark.run(options);
            case "chaos" -> ChaosProof.run(options);
            case "upgrade" -> UpgradeProof.run(options);
            case "fleet" -> FleetBenchmark.run(options);
            case "queue" -> QueueBenchmark.run(options);
            case "likeness" -> likeness(options);
            case "reading" -> ReadingBenchmark.run(options);
            case "site" -> PictureSite.run(options);
            case "fuzz" -> FuzzBenchmark.run(options);
            default ->
                throw new IllegalArgumentException(
                        "-Dbench= takes steps, kernels, memory, inference, epoch, predictions, load, volume, chaos, upgrade, fleet, "
                                + "queue, likeness, reading, site or fuzz, not \"%s\"".formatted(benchmark));
        }
    }

    private static void likeness(List<String> arguments) {
        Options options = Options.parse(arguments, Map.of("data", "data", "dataset", "cifar-100"));
        Heading.print("likeness", arguments);
        LikenessBenchmark.run(new DatasetCatalog(Path.of(options.text("data"))).load(options.text("dataset")));
    }

    private static void predictions(List<String> options) throws InterruptedException {
        Options.parse(options, Map.of());
        Heading.print("predictions", options);
        PredictionBenchmark.run();
    }
}
