package dev.trainyard.training;

import dev.trainyard.compute.Processor;
import dev.trainyard.compute.Processor.InstructionSet;
import dev.trainyard.network.Kernels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.linalg.factory.Nd4jBackend.NoAvailableBackendException;

/**
 * What this process computes with.
 *
 * @param backend of ND4J, such as {@code CpuBackend}
 * @param nativeBuild classifier of ND4J's native library, such as {@code linux-x86_64-onednn}
 * @param instructionSet the best that the processor has; oneDNN and the JVM's compiler choose their code by it
 * @param kernels what networks are computed with, see {@link Kernels#description}
 * @param threads that compute a run
 * @param devices that runs can be trained on, at least one
 */
public record Engine(
        String backend,
        String nativeBuild,
        InstructionSet instructionSet,
        String kernels,
        int threads,
        List<Device> devices) {

    public Engine {
        devices = List.copyOf(devices);
    }

    /**
     * Loads the native library, if it can run here, and sets the number of threads.
     *
     * @param threads that compute a run, at least 1
     * @throws EngineUnavailableException if the processor lacks instructions that the library was built for, or a
     *     device is missing, or is of a generation that the library has no code for
     */
    public static Engine start(int threads) {
        requireUsable();
        Threads.use(threads);
        return current();
    }

    /**
     * To be asked before a process computes that has not started its engine: the library would end it.
     *
     * @throws EngineUnavailableException as {@link #start} does
     */
    public static void requireUsable() {
        NativeBuild build = NativeBuild.onClassPath();
        build.requireRunsOn(Processor.current());
        if (load(build).isEmpty()) {
            throw unusable(build, "there is no device");
        }
    }

    /** That of this process; loads it where that was not done yet. */
    public static Engine current() {
        return new Engine(
                Nd4j.getBackend().getClass().getSimpleName(),
                NativeBuild.onClassPath().classifier(),
                Processor.current().instructionSet(),
                Kernels.description(),
                Threads.count(),
                Device.of(Nd4j.getBackend()));
    }

    /** All of it, by name, for people to read. */
    public Map<String, Object> details() {
        return new TreeMap<>(Map.of(
                "backend", backend,
                "native_build", nativeBuild,
                "instruction_set", instructionSet.label(),
                "kernels", kernels,
                "threads", threads,
                "devices", devices.stream().map(Device::title).toList()));
    }

    /** The kinds of code that numbers come from, by name. */
    Map<String, String> parts() {
        return Map.of(
                "nd4j_backend",
                backend,
                "nd4j_native_build",
                nativeBuild,
                "instruction_set",
                instructionSet.label(),
                "kernels",
                kernels);
    }

    @Override
    public String toString() {
        return "ND4J %s, native build %s; processor's best: %s; kernels: %s; threads: %d; devices: %s"
                .formatted(
                        backend,
                        nativeBuild,
                        instructionSet.label(),
                        kernels,
                        threads,
                        devices.stream().map(Device::title).collect(Collectors.joining(", ")));
    }

    private static List<Device> load(NativeBuild build) {
        try {
            return Device.of(Nd4jBackend.load());
        } catch (NoAvailableBackendException e) {
            throw unusable(build, "the warning of Nd4jBackend in the log says why");
        } catch (LinkageError e) {
            throw unusable(build, rootCause(e).toString());
        }
    }

    private static EngineUnavailableException unusable(NativeBuild build, String reason) {
        return new EngineUnavailableException(
                "ND4J's native library of this build, %s, cannot be used here: %s"
                        .formatted(build.classifier(), reason),
                "A jar built with -Pcuda needs a GPU, its driver (450 or later), and the libraries of CUDA 11.6 and "
                        + "cuDNN 8; one built without it needs none of them. See docs/operations.md.");
    }

    private static Throwable rootCause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
