package dev.trainyard.training;

import dev.trainyard.compute.Processor;
import dev.trainyard.compute.Processor.InstructionSet;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;

/**
 * The build of ND4J's native library that is on the class path. Known before the library is loaded: one built for more
 * than the processor has ends the process with SIGILL.
 *
 * @param classifier its Maven classifier, such as {@code linux-x86_64-onednn-avx512}
 */
record NativeBuild(String classifier) {
    private static final Map<String, String> LIBRARIES = Map.of(
            "nd4jcpu", "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu",
            "nd4jcuda", "org.nd4j.linalg.jcublas.bindings.Nd4jCuda");

    /**
     * The one that JavaCPP will load.
     *
     * @throws EngineUnavailableException if there is none for this platform
     */
    static NativeBuild onClassPath() {
        return LIBRARIES.entrySet().stream()
                .flatMap(library -> locations(library.getKey(), library.getValue()))
                .findFirst()
                .map(NativeBuild::at)
                .orElseThrow(() -> new EngineUnavailableException(
                        "This build has no native library of ND4J for " + Loader.getPlatform(),
                        "Build it with -Dnative.platform=" + Loader.getPlatform()));
    }

    /** What a processor needs for it. */
    InstructionSet needs() {
        if (classifier.endsWith("-avx512")) {
            return InstructionSet.AVX512;
        }
        return classifier.endsWith("-avx2") ? InstructionSet.AVX2 : InstructionSet.PLAIN;
    }

    /**
     * Refuses a processor that would die of it.
     *
     * @throws EngineUnavailableException if the processor lacks the instructions
     */
    void requireRunsOn(Processor processor) {
        if (processor.instructionSet().compareTo(needs()) < 0) {
            throw new EngineUnavailableException(
                    "ND4J's native library of this build, %s, needs %s, which this processor (%s, best: %s) does not have"
                            .formatted(
                                    classifier,
                                    needs().label(),
                                    processor.model(),
                                    processor.instructionSet().label()),
                    "Build without -Dnd4j.classifier: the default runs on every x86-64 processor. See docs/operations.md.");
        }
    }

    /** In the order in which JavaCPP tries them. */
    private static Stream<URL> locations(String library, String bindings) {
        try {
            // Not initialised: that would load the library.
            Class<?> owner = Class.forName(bindings, false, NativeBuild.class.getClassLoader());
            ClassProperties properties = Loader.loadProperties(owner, Loader.loadProperties(), true);
            return Arrays.stream(Loader.findLibrary(owner, properties, library, false));
        } catch (ClassNotFoundException otherBackend) {
            return Stream.empty();
        }
    }

    /** JavaCPP names the library's directory by platform and extension, as Maven names the jar. */
    private static NativeBuild at(URL library) {
        String[] path = library.getPath().split("/");
        return new NativeBuild(path[path.length - 2]);
    }
}
