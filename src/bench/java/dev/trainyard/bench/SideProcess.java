package dev.trainyard.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A side at work on a workload. It waits for a line with a number of steps, does them, and answers with a line of their
 * milliseconds; in between it sleeps.
 */
final class SideProcess implements AutoCloseable {
    /** What a side says when it has built its network. */
    static final String READY = "ready";

    private static final Path LOGS = Path.of("target", "bench");

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final Path log;

    private SideProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Throws IOException, with the reason, if it does not come up. */
    static SideProcess start(Side side, Surroundings surroundings, Workload workload) throws IOException {
        Path log = Files.createDirectories(LOGS).resolve(side.name() + ".log");
        List<String> command = new ArrayList<>(side.program());
        command.addAll(workload.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        surroundings.apply(builder.environment());
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(workload.threads()));
        builder.environment().put("DJL_CACHE_DIR", LOGS.resolve("djl").toString());
        builder.environment().put("OPT_OUT_TRACKING", "true");
        SideProcess started = new SideProcess(builder.start(), log);
        started.expectReady();
        return started;
    }

    /** The milliseconds of each of so many steps. */
    double[] run(int steps) throws IOException {
        requests.write(steps + "\n");
        requests.flush();
        return Arrays.stream(answer().split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Ends it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void expectReady() throws IOException {
        String greeting = answer();
        if (!greeting.equals(READY)) {
            close();
            throw new IOException("it said \"%s\"".formatted(greeting));
        }
    }

    /** The last line of the log that is not a frame of a stack trace. */
    private String lastWords() throws IOException {
        try (Stream<String> said = Files.lines(log)) {
            return said.filter(line -> !line.startsWith("\t")).reduce("it ended", (before, last) -> last);
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            close();
            throw new IOException("%s (%s)".formatted(lastWords(), log));
        }
        return line;
    }
}
