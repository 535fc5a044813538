package dev.trainyard.bench;

import java.util.List;
import java.util.Map;

/**
 * What is measured: one network at one job.
 *
 * @param depth of the ResNet
 * @param batch images in a step
 * @param threads that compute it
 */
record Workload(Job job, int depth, String activation, int batch, int threads) {
    private static final Map<String, String> DEFAULTS =
            Map.of("job", "STEPS", "depth", "20", "activation", "relu", "batch", "128", "threads", "1");

    /** What a step is. */
    enum Job {
        /** Forward, backward and update. */
        STEPS,
        /** Forward with the running statistics. */
        INFERENCE
    }

    /** That of a side's command line. */
    static Workload parse(List<String> arguments) {
        Options options = Options.parse(arguments, DEFAULTS);
        return new Workload(
                Job.valueOf(options.text("job")),
                options.number("depth"),
                options.text("activation"),
                options.number("batch"),
                options.number("threads"));
    }

    /** The command line that says it to a side, without the job. */
    List<String> arguments() {
        return List.of(
                "--depth",
                String.valueOf(depth),
                "--activation",
                activation,
                "--batch",
                String.valueOf(batch),
                "--threads",
                String.valueOf(threads));
    }

    Workload with(String otherActivation) {
        return new Workload(job, depth, otherActivation, batch, threads);
    }

    @Override
    public String toString() {
        return "ResNet-%d | %s | %d | %d".formatted(depth, activation, batch, threads);
    }
}
