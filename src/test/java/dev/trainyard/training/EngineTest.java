package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.compute.Processor;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

class EngineTest {
    private final int threads = Engine.current().threads();

    /** JavaCPP names the directory of the library that it loaded by the library's build. */
    private final String loaded =
            nameOfDirectory(Path.of(Loader.getLoadedLibraries().get("nd4jcpu")));

    @AfterEach
    void allThreadsAgain() {
        Threads.use(threads);
    }

    @Test
    void theEngineOfTheTestsIsTheCpu() {
        Engine engine = Engine.start(1);

        assertThat(engine.devices())
                .containsExactly(new Device("cpu", 0, Processor.current().model()));
        assertThat(engine.details())
                .containsEntry("backend", "CpuBackend")
                .containsEntry("native_build", loaded)
                .containsEntry("threads", 1)
                .containsEntry(
                        "instruction_set", Processor.current().instructionSet().label());
        assertThat(engine.toString()).contains(loaded, "threads: 1", "cpu: ");
    }

    @Test
    void allOfNd4jsThreadsFollowTheSetting() throws ExecutionException, InterruptedException {
        Device device = Engine.start(1).devices().get(0);
        assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(1);
        assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(1);
        assertThat(openMpThreadsAfterAttachingTo(device)).isEqualTo(1);

        Engine.start(threads);
        assertThat(Nd4j.factory().blas().getMaxThreads()).isEqualTo(threads);
        assertThat(openMpThreadsAfterAttachingTo(device)).isEqualTo(threads);
    }

    @Test
    void theEnvironmentNamesTheDeviceThatItsThreadIsAttachedTo() throws ExecutionException, InterruptedException {
        Device gpu = new Device("cuda-1", 1, "Tesla T4");
        Environment environment = CompletableFuture.supplyAsync(
                        () -> {
                            gpu.attach();
                            return Environment.current();
                        },
                        EngineTest::inNewThread)
                .get();

        assertThat(environment.device()).isEqualTo("cuda-1: Tesla T4");
        assertThat(Environment.current().device()).startsWith("cpu: ");
        assertThat(environment.versions())
                .containsEntry("nd4j_native_build", loaded)
                .containsEntry("nd4j_backend", "CpuBackend")
                .containsEntry(
                        "instruction_set", Processor.current().instructionSet().label());
    }

    private static String nameOfDirectory(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static int openMpThreadsAfterAttachingTo(Device device) throws ExecutionException, InterruptedException {
        return CompletableFuture.supplyAsync(
                        () -> {
                            device.attach();
                            return NativeOpsHolder.getInstance()
                                    .getDeviceNativeOps()
                                    .ompGetMaxThreads();
                        },
                        EngineTest::inNewThread)
                .get();
    }

    private static void inNewThread(Runnable work) {
        new Thread(work).start();
    }
}
