package dev.trainyard.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The main class of a side's process that runs on Java; see {@link SideProcess}. */
final class JavaSide {
    private JavaSide() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        Runnable step = step(arguments[0], Workload.parse(options));
        answers.println(SideProcess.READY);
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(DoubleStream.generate(() -> milliseconds(step))
                    .limit(Long.parseLong(line))
                    .mapToObj(time -> String.format(Locale.ROOT, "%.4f", time))
                    .collect(Collectors.joining(" ")));
        }
    }

    private static Runnable step(String engine, Workload workload) {
        return switch (engine) {
            case Side.OURS -> GraphStep.ours(workload);
            case Side.STOCK -> GraphStep.stock(workload);
            default -> new DjlStep(workload);
        };
    }

    private static double milliseconds(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
