package dev.trainyard.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The benchmarks that compare sides: training steps, and inference. */
final class Comparisons {
    private static final Map<String, String> DEFAULTS = Map.of(
            "sides", "trainyard,dl4j,libtorch-djl,pytorch",
            "threads", "1,2",
            "rounds", "5",
            "warm-up", "80",
            "python", "/usr/bin/python3");

    private Comparisons() {}

    /** Training steps, by default 15 of each side: 5 rounds of 3. */
    static void steps(List<String> arguments) {
        Map<String, String> defaults = new HashMap<>(DEFAULTS);
        defaults.putAll(Map.of("depths", "8,20,56", "activations", "relu,coslu,delu,relun", "batches", "128"));
        defaults.put("steps", "3");
        compare("steps", Workload.Job.STEPS, Options.parse(arguments, defaults), arguments);
    }

    /** Inference, by default 100 batches of each side: 5 rounds of 20. */
    static void inference(List<String> arguments) {
        Map<String, String> defaults = new HashMap<>(DEFAULTS);
        defaults.putAll(Map.of("depths", "20", "activations", "relu,coslu", "batches", "1,256"));
        defaults.putAll(Map.of("sides", "trainyard,libtorch-djl,pytorch", "steps", "20"));
        compare("inference", Workload.Job.INFERENCE, Options.parse(arguments, defaults), arguments);
    }

    private static void compare(String benchmark, Workload.Job job, Options options, List<String> arguments) {
        Heading.print(benchmark, arguments, options.text("python"));
        Race race = new Race(options.number("warm-up"), options.number("rounds"), options.number("steps"));
        List<Side> sides = Side.named(options.texts("sides"), job, options.text("python"));
        Report report = new Report(System.out);
        for (Workload workload : workloads(job, options)) {
            List<Side> able =
                    sides.stream().filter(side -> side.knows(workload)).toList();
            report.add(workload, race.run(able, workload));
        }
        report.printRatios();
    }

    private static List<Workload> workloads(Workload.Job job, Options options) {
        List<Workload> workloads = new ArrayList<>();
        for (int threads : options.numbers("threads")) {
            for (int batch : options.numbers("batches")) {
                for (int depth : options.numbers("depths")) {
                    for (String activation : options.texts("activations")) {
                        workloads.add(new Workload(job, depth, activation, batch, threads));
                    }
                }
            }
        }
        return workloads;
    }
}
