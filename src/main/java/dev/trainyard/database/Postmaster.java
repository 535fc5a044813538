package dev.trainyard.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process that a cluster's {@code postmaster.pid} names. It outlives a killed service. Reads
 * {@code /proc}, as PostgreSQL's programs on the classpath are for Linux.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ProcessHandle process;
    private final Path pidFile;

    private Postmaster(ProcessHandle process, Path pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /**
     * Stops the server that still runs in the cluster, if there is one. The caller owns the directory, so no other
     * live service uses that server: a killed one left it.
     *
     * @throws DatabaseUnavailableException if the server does not stop
     */
    static void stopRemaining(Path cluster) throws IOException, InterruptedException {
        Path pidFile = cluster.resolve("postmaster.pid");
        Optional<ProcessHandle> named = processNamedIn(pidFile);
        if (named.isEmpty()) {
            return; // PostgreSQL recovers by itself from the file of a dead server.
        }
        if (serves(named.get(), cluster)) {
            LOG.warn(
                    "Stopping the PostgreSQL that still runs in {}, process {}",
                    cluster,
                    named.get().pid());
            new Postmaster(named.get(), pidFile).stop();
        } else {
            // The id now belongs to another program, which PostgreSQL would take for a live server.
            Files.deleteIfExists(pidFile);
        }
    }

    private static Optional<ProcessHandle> processNamedIn(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(pidFile)) {
            String pid = lines.findFirst().orElse("").strip();
            return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
        }
    }

    /** Whether the process is a postgres that works in the cluster: a server's working directory is its data. */
    private static boolean serves(ProcessHandle process, Path cluster) throws IOException {
        boolean postgres = process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.startsWith("postgres"))
                .isPresent();
        try {
            return postgres && Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
        } catch (NoSuchFileException e) {
            return false; // it has just ended
        }
    }

    /** A fast shutdown, which breaks connections off and writes everything out; then, if need be, an immediate one. */
    private void stop() throws IOException, InterruptedException {
        signal("INT");
        if (hasStopped()) {
            return;
        }
        signal("QUIT");
        if (!hasStopped()) {
            throw new DatabaseUnavailableException(
                    "The PostgreSQL that a killed service left in %s does not stop, process %d."
                            .formatted(pidFile.getParent(), process.pid()),
                    "Stop process %d by hand (never with SIGKILL), then start again.".formatted(process.pid()));
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                .start()
                .waitFor();
    }

    /** The server removes its file last; where nobody reaps a dead process, it is the only sign. */
    private boolean hasStopped() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(pidFile) && process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }
}
