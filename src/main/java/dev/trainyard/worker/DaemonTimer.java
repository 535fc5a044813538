package dev.trainyard.worker;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Timers of one thread that does not keep the process alive. */
final class DaemonTimer {
    private DaemonTimer() {}

    /** A timer whose thread has that name. */
    static ScheduledExecutorService named(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
