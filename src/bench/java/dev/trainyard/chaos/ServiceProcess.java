package dev.trainyard.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One process of the service, from its start to its death, and when it was silent. */
final class ServiceProcess {
    /** A time in which it did nothing: from a SIGKILL on, or between SIGSTOP and SIGCONT. */
    record Silence(boolean killed, Instant began, Instant ended) {}

    private final String name;
    private final Process process;
    private final List<Silence> silences = new ArrayList<>();
    private volatile boolean ready;
    private volatile boolean stopped;
    private Instant stoppedAt = Instant.EPOCH;

    ServiceProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Of this process alone, also as {@code pg_stat_activity} shows it. */
    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    /** What it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has said that it is ready, and is not stopped now. */
    boolean isUp() {
        return ready && !stopped && process.isAlive();
    }

    boolean isStarting() {
        return !ready && process.isAlive();
    }

    void becomeReady() {
        ready = true;
    }

    /** SIGKILL; it is dead when this returns. */
    synchronized void kill() throws InterruptedException {
        silences.add(new Silence(true, Instant.now(), Instant.MAX));
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP. */
    synchronized void stop() throws IOException, InterruptedException {
        stopped = true;
        signal("STOP");
        stoppedAt = Instant.now();
    }

    /** SIGCONT. */
    synchronized void go() throws IOException, InterruptedException {
        silences.add(new Silence(false, stoppedAt, Instant.now()));
        signal("CONT");
        stopped = false;
    }

    synchronized List<Silence> silences() {
        return List.copyOf(silences);
    }

    /** SIGTERM; returns when it has ended. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().waitFor();
    }
}
