package dev.trainyard.bench;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.compute.Team;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/** Each kernel of a training step by itself, beside what the machine can do at best. */
final class KernelBenchmark {
    private static final int IMAGES = 128;
    private static final Map<String, String> DEFAULTS =
            Map.of("threads", "1,2", "activations", "relu,coslu,delu,relun", "python", "/usr/bin/python3");
    private static final List<ConvolutionShape> SHAPES = List.of(
            new ConvolutionShape(3, 16, 32, 32, 3, 1),
            new ConvolutionShape(16, 16, 32, 32, 3, 1),
            new ConvolutionShape(16, 32, 32, 32, 3, 2),
            new ConvolutionShape(32, 32, 16, 16, 3, 1),
            new ConvolutionShape(32, 64, 16, 16, 3, 2),
            new ConvolutionShape(64, 64, 8, 8, 3, 1));

    private KernelBenchmark() {}

    static void run(List<String> arguments) {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("kernels", arguments, options.text("python"));
        System.out.println("| threads | kernel | of " + IMAGES + " images | ms | rate | of the machine's peak |");
        System.out.println("|--:|---|---|--:|--:|--:|");
        for (int threads : options.numbers("threads")) {
            Nd4j.factory().blas().setMaxThreads(threads);
            try (Team team = new Team(threads)) {
                run(team, Peaks.measure(team), options.texts("activations"));
            }
        }
    }

    private static void run(Team team, Peaks peaks, List<String> activations) {
        row(team, "peak: matrix product", "", 0, peaks.gigaflops(), "GFLOP/s", peaks.gigaflops());
        row(team, "peak: copy", "", 0, peaks.gigabytes(), "GB/s", peaks.gigabytes());
        for (ConvolutionShape shape : SHAPES) {
            ConvolutionKernels kernels = new ConvolutionKernels(shape, IMAGES, team);
            kernels.timings().forEach((kernel, timing) -> {
                double rate = timing.operations() / timing.milliseconds() / 1e6;
                row(team, kernel, title(shape), timing.milliseconds(), rate, "GFLOP/s", peaks.gigaflops());
            });
        }
        for (String activation : activations) {
            NormKernels kernels = new NormKernels(ActivationSpec.named(activation), IMAGES, team);
            kernels.timings().forEach((kernel, timing) -> {
                double rate = timing.bytes() / timing.milliseconds() / 1e6;
                row(team, kernel, "16 x 32 x 32", timing.milliseconds(), rate, "GB/s", peaks.gigabytes());
            });
        }
    }

    private static void row(Team team, String kernel, String of, double ms, double rate, String unit, double peak) {
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %s | %s | %.0f %s | %.0f %% |%n",
                team.size(),
                kernel,
                of,
                ms == 0 ? "" : "%.2f".formatted(ms),
                rate,
                unit,
                100 * rate / peak);
    }

    private static String title(ConvolutionShape shape) {
        return "%d x %d x %d to %d, stride %d"
                .formatted(
                        shape.inputChannels(), shape.height(), shape.width(), shape.outputChannels(), shape.stride());
    }
}
