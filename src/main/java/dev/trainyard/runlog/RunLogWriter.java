package dev.trainyard.runlog;

import dev.trainyard.runlog.RunLogBuffer.Numbered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Writes the logs of runs from a thread of its own, as soon as there is something. What cannot be written is tried again
 * until it can. Starts before the workers and stops after them.
 */
class RunLogWriter implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunLogWriter.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunLogBuffer buffer;
    private final RunLogCapture capture;
    private final RunLogStore store;
    private volatile @Nullable Thread thread;

    RunLogWriter(RunLogBuffer buffer, RunLogCapture capture, RunLogStore store) {
        this.buffer = buffer;
        this.capture = capture;
        this.store = store;
    }

    @Override
    public void start() {
        buffer.open();
        Thread started = new Thread(this::work, "run-log");
        started.setDaemon(true);
        thread = started;
        started.start();
        capture.begin();
    }

    private void work() {
        try {
            for (var lines = buffer.take(BATCH); !lines.isEmpty(); lines = buffer.take(BATCH)) {
                writeAll(lines);
            }
        } catch (InterruptedException e) {
            LOG.warn("The database is away, and the last lines of the logs of runs are lost");
        }
    }

    private void writeAll(List<Numbered> lines) throws InterruptedException {
        Map<RunLogLine.Attempt, List<Numbered>> byAttempt = lines.stream()
                .collect(Collectors.groupingBy(line -> line.line().attempt(), LinkedHashMap::new, Collectors.toList()));
        for (var one : byAttempt.entrySet()) {
            while (!write(one.getKey(), one.getValue())) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** Whether there is no use in trying again. */
    private boolean write(RunLogLine.Attempt attempt, List<Numbered> lines) {
        try {
            store.add(attempt, lines);
        } catch (DataIntegrityViolationException e) {
            LOG.warn("{} line(s) of the log of {} cannot be stored", lines.size(), attempt.run(), e);
        } catch (RuntimeException e) {
            LOG.debug("The logs of runs wait for their database", e);
            return false;
        }
        return true;
    }

    /** Writes what there is, unless the database is away. */
    @Override
    public void stop() {
        capture.end();
        buffer.close();
        Thread stopped = thread;
        thread = null;
        if (stopped == null) {
            return;
        }
        try {
            stopped.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.interrupt();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
