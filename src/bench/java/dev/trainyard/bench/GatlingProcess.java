package dev.trainyard.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Gatling at {@link ApiLoad}, in a process of its own on one core. */
final class GatlingProcess {
    private static final String RESULT = "times.json";

    private GatlingProcess() {}

    static LoadResult run(String url, Path runs, String training, Options options, Path results)
            throws IOException, InterruptedException {
        Path log = results.resolve("gatling.log");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command(url, runs, training, options, results))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Duration cpu = Duration.ZERO;
        while (process.isAlive()) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            Thread.sleep(100);
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        if (process.exitValue() != 0) {
            throw new IOException("Gatling ended with %d; see %s".formatted(process.exitValue(), log));
        }
        return LoadResult.read(results.resolve(RESULT), cpu, wall);
    }

    private static List<String> command(String url, Path runs, String training, Options options, Path results) {
        // Ahead of the training on its core: a generator that waits for its turn would blame the service.
        List<String> command =
                new ArrayList<>(List.of("nice", "-n", "-10", "taskset", "-c", options.text("load-core")));
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(List.of("-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.add("-Dlogback.configurationFile=src/bench/logback.xml");
        command.addAll(List.of("-Dgatling.netty.useNativeTransport=false", "-Dgatling.data.enableAnalytics=false"));
        command.add("-Dload.url=" + url);
        command.add("-Dload.runs=" + runs.toAbsolutePath());
        command.add("-Dload.result=" + results.resolve(RESULT).toAbsolutePath());
        command.add("-Dload.training=" + training);
        Stream.of("minutes", "warm-up", "polls", "submissions", "streams")
                .forEach(name -> command.add("-Dload.%s=%s".formatted(name, options.text(name))));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gatling.app.Gatling"));
        command.addAll(List.of(
                "-s", ApiLoad.class.getName(), "-rf", results.toAbsolutePath().toString(), "-nr"));
        return command;
    }
}
