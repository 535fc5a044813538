package dev.trainyard.bench;

import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.training.PublishedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory of training steps: Deeplearning4j's workspaces, and the most that the process ever had. */
final class MemoryBenchmark {
    private static final int CLASSES = 10;
    private static final int STEPS = 5;
    private static final double MEGABYTE = 1e6;
    private static final Map<String, String> DEFAULTS =
            Map.of("depths", "8,20,56", "activation", "coslu", "batch", "128", "python", "/usr/bin/python3");

    private MemoryBenchmark() {}

    /** Prints a row for each depth; the process's peak is that of all depths so far. */
    static void run(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("memory", arguments, options.text("python"));
        System.out.println("| ResNet | batch | workspaces, MB | of it for an image, MB | the process at most, MB |");
        System.out.println("|--:|--:|--:|--:|--:|");
        int batch = options.number("batch");
        for (int depth : options.numbers("depths")) {
            double workspaces = workspacesOf(depth, options.text("activation"), batch) / MEGABYTE;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.0f | %.2f | %.0f |%n",
                    depth,
                    batch,
                    workspaces,
                    workspaces / batch,
                    peakOfProcess() / MEGABYTE);
        }
    }

    private static long workspacesOf(int depth, String activation, int batch) {
        ComputationGraph network = PublishedNetwork.create(depth, activation, CLASSES);
        INDArray[] images = {Nd4j.randn(DataType.FLOAT, batch, NetworkSpec.CIFAR_SIZE, NetworkSpec.CIFAR_SIZE, 3)};
        INDArray[] labels = {Nd4j.zeros(DataType.FLOAT, batch, CLASSES)};
        labels[0].getColumn(0).assign(1);
        for (int step = 0; step < STEPS; step++) {
            network.fit(images, labels);
        }
        long bytes = Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
                .mapToLong(MemoryWorkspace::getCurrentSize)
                .sum();
        NetworkMemory.release(network);
        return bytes;
    }

    /** Bytes of resident memory, by Linux's account. */
    private static double peakOfProcess() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
