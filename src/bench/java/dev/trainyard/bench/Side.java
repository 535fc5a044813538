package dev.trainyard.bench;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One of those that are compared.
 *
 * @param program the command that starts it, before the workload's own arguments
 * @param surroundings those to choose the fastest from
 * @param patient whether it takes several steps a round; one that takes ten seconds for a step makes one
 */
record Side(String name, List<String> program, List<Surroundings> surroundings, boolean patient) {
    static final String OURS = "trainyard";
    static final String STOCK = "dl4j";

    private static final Path SCRIPTS = Path.of("src", "bench", "python");

    /** The sides that can do the job, ours first, as far as their names begin with one of those given. */
    static List<Side> named(List<String> beginnings, Workload.Job job, String python) {
        return Stream.of(
                        new Side(OURS, java(OURS, job), List.of(Surroundings.SERVICE), true),
                        new Side(STOCK, java(STOCK, job), List.of(Surroundings.SERVICE), false),
                        new Side("libtorch-djl", java("djl", job), Surroundings.ANY, true),
                        pytorch("nchw", job, python),
                        pytorch("channels_last", job, python))
                .filter(side -> beginnings.stream().anyMatch(side.name::startsWith))
                .toList();
    }

    /** DL4J's own layers know no trainable activation. */
    boolean knows(Workload workload) {
        return !name.equals(STOCK) || workload.activation().equals("relu");
    }

    /** Whether it is PyTorch in one of its forms. */
    boolean isTorch() {
        return !name.equals(OURS) && !name.equals(STOCK);
    }

    private static Side pytorch(String layout, Workload.Job job, String python) {
        String script =
                SCRIPTS.resolve(job.name().toLowerCase(Locale.ROOT) + ".py").toString();
        List<String> program = List.of(python, "-B", script, "--layout", layout);
        return new Side("pytorch-" + layout, program, Surroundings.ANY, true);
    }

    /** A process of this Java, with this process's own arguments. */
    private static List<String> java(String engine, Workload.Job job) {
        List<String> program = new ArrayList<>();
        program.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        program.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), JavaSide.class.getName(), engine));
        program.addAll(List.of("--job", job.name()));
        return program;
    }
}
