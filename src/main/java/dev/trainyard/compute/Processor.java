package dev.trainyard.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The CPU of this machine.
 *
 * @param model its name, such as {@code AMD EPYC 9R14}; the architecture's where Linux does not tell
 * @param instructionSet the best it has
 */
public record Processor(String model, InstructionSet instructionSet) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Levels of x86-64's vector instructions for which native libraries are built, each including those before it. */
    public enum InstructionSet {
        /** What every x86-64 has: SSE2. */
        PLAIN("plain", Set.of()),
        /** AVX2 with FMA: Haswell, Zen 1 and later. */
        AVX2("AVX2", Set.of("avx2", "fma")),
        /** The AVX-512 of Skylake servers and Zen 4, not the smaller one of Knights Landing. */
        AVX512("AVX-512", Set.of("avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"));

        private final String label;
        private final Set<String> flags;

        InstructionSet(String label, Set<String> flags) {
            this.label = label;
            this.flags = flags;
        }

        /** As people write it. */
        public String label() {
            return label;
        }

        private static InstructionSet best(Set<String> flags) {
            return Arrays.stream(values())
                    .filter(set -> flags.containsAll(set.flags))
                    .max(Comparator.naturalOrder())
                    .orElse(PLAIN);
        }
    }

    /** That of this machine. */
    public static Processor current() {
        return read(CPU_INFO);
    }

    /**
     * Reads the first processor of a file in the form of Linux's {@code /proc/cpuinfo}; where there is no such file, or
     * nothing of the kind in it, the processor is plain.
     */
    public static Processor read(Path cpuInfo) {
        List<String> lines = lines(cpuInfo);
        String model = value(lines, "model name").orElseGet(() -> System.getProperty("os.arch"));
        Set<String> flags =
                Set.copyOf(Arrays.asList(value(lines, "flags").orElse("").split(" ")));
        return new Processor(model, InstructionSet.best(flags));
    }

    private static List<String> lines(Path cpuInfo) {
        try {
            return Files.readAllLines(cpuInfo);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    private static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }
}
