package dev.trainyard.runlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.trainyard.run.RunId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run's log.
 *
 * @param level {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message one line, at most 2000 characters
 */
record RunLogLine(Attempt attempt, Instant at, String level, String message) {
    private static final int LONGEST = 2000;
    private static final int CAUSES = 10;

    /** An attempt at a run; one process makes it. */
    record Attempt(RunId run, int number) {}

    RunLogLine {
        message = oneLine(message);
    }

    /** The line that an event is, if it belongs to a run. */
    static Optional<RunLogLine> of(ILoggingEvent event) {
        Map<String, String> context = event.getMDCPropertyMap();
        String run = context.get(RunLogScope.RUN);
        String attempt = context.get(RunLogScope.ATTEMPT);
        if (run == null || attempt == null || !event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return Optional.empty();
        }
        return RunId.parse(run)
                .map(id -> new RunLogLine(
                        new Attempt(id, Integer.parseInt(attempt)),
                        event.getInstant(),
                        event.getLevel().levelStr,
                        event.getFormattedMessage() + causes(event.getThrowableProxy())));
    }

    /** What was thrown and why, without the stack: that is for the log of the process. */
    private static String causes(@Nullable IThrowableProxy thrown) {
        StringBuilder text = new StringBuilder();
        IThrowableProxy cause = thrown;
        for (int i = 0; cause != null && i < CAUSES; i++) {
            text.append(i == 0 ? ": " : ", because of ").append(cause.getClassName());
            text.append(cause.getMessage() == null ? "" : ": " + cause.getMessage());
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** As many lines as the log has numbers; PostgreSQL's text has no character 0. */
    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " | ").replaceAll("\\p{Cntrl}", " ");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
