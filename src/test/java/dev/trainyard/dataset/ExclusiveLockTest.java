package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveLockTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve(".set.lock");
    }

    @Test
    void anotherProcessIsKeptOutUntilTheHolderDies() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("held");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                assertThat(channel.tryLock()).isNull();
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }

        try (ExclusiveLock lock = ExclusiveLock.on(file)) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void anotherThreadWaitsForItsTurn() throws Exception {
        FutureTask<Boolean> second = new FutureTask<>(() -> {
            try (ExclusiveLock lock = ExclusiveLock.on(file)) {
                return lock != null;
            }
        });
        Thread thread = new Thread(second);
        try (ExclusiveLock first = ExclusiveLock.on(file)) {
            assertThat(first).isNotNull();
            thread.start();
            Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
            assertThat(second.isDone()).isFalse();
        }

        assertThat(second.get()).isTrue();
    }

    /** A process that takes the lock and keeps it. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            ExclusiveLock lock = ExclusiveLock.on(Path.of(arguments[0]));
            System.out.println(lock == null ? "not held" : "held");
            // Ends when it is killed, or with the process that started it.
            int end = System.in.read();
            System.exit(end);
        }
    }
}
