package dev.trainyard.runlog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that are not written yet. Nobody who adds one waits: with too many here, new ones are counted and dropped, and
 * the log says so.
 */
final class RunLogBuffer {
    private final int capacity;
    private final Deque<Numbered> lines = new ArrayDeque<>();
    private final Map<RunLogLine.Attempt, Gap> gaps = new LinkedHashMap<>();
    private long added;
    private boolean closed;

    /** A line with a number that grows from each to the next. */
    record Numbered(long number, RunLogLine line) {}

    /** Lines of one attempt that were dropped. */
    private record Gap(RunLogLine.Attempt attempt, Instant since, int lines) {
        Gap and(Gap later) {
            return new Gap(attempt, since, lines + later.lines);
        }

        RunLogLine line() {
            String message = "%d line(s) are missing here: the database was away for too long".formatted(lines);
            return new RunLogLine(attempt, since, "WARN", message);
        }
    }

    RunLogBuffer(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(RunLogLine line) {
        if (lines.size() >= capacity) {
            gaps.merge(line.attempt(), new Gap(line.attempt(), line.at(), 1), Gap::and);
            return;
        }
        Gap gap = gaps.remove(line.attempt());
        if (gap != null) {
            append(gap.line());
        }
        append(line);
        notifyAll();
    }

    private void append(RunLogLine line) {
        lines.add(new Numbered(++added, line));
    }

    synchronized void open() {
        closed = false;
    }

    /** Nobody waits any more for lines to come. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for a line, and takes that many at the most, the oldest first; none if it is closed and empty. */
    synchronized List<Numbered> take(int atMost) throws InterruptedException {
        while (lines.isEmpty() && !closed) {
            wait();
        }
        List<Numbered> taken = new ArrayList<>();
        while (!lines.isEmpty() && taken.size() < atMost) {
            taken.add(lines.remove());
        }
        if (lines.isEmpty()) {
            gaps.values().forEach(gap -> append(gap.line()));
            gaps.clear();
        }
        return taken;
    }
}
