package dev.trainyard.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.trainyard.run.RunId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunLogLineTest {
    private final RunId run = new RunId(UUID.randomUUID());

    @Test
    void anEventOfARunBecomesALineOfItsAttempt() {
        RunLogLine line =
                RunLogLine.of(event(Level.WARN, "it is {}", null, "late")).orElseThrow();

        assertThat(line.attempt()).isEqualTo(new RunLogLine.Attempt(run, 2));
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.message()).isEqualTo("it is late");
    }

    @Test
    void whatIsBelowInfoOrBelongsToNoRunIsNoLine() {
        assertThat(RunLogLine.of(event(Level.DEBUG, "detail", null))).isEmpty();
        assertThat(RunLogLine.of(event(Level.INFO, Map.of(), "hello", null))).isEmpty();
    }

    @Test
    void whatWasThrownIsToldWithItsCausesAndWithoutAStack() {
        var thrown = new IllegalStateException("outer", new ArithmeticException("inner"));

        RunLogLine line =
                RunLogLine.of(event(Level.ERROR, "has failed", thrown)).orElseThrow();

        assertThat(line.message())
                .isEqualTo("has failed: java.lang.IllegalStateException: outer,"
                        + " because of java.lang.ArithmeticException: inner");
    }

    @Test
    void aMessageOfSeveralLinesIsOneLineAndControlCharactersAreGone() {
        RunLogLine line = RunLogLine.of(event(Level.INFO, "one\n  two\r\nthree\0\u001b[31m", null))
                .orElseThrow();

        assertThat(line.message()).isEqualTo("one | two | three  [31m");
    }

    @Test
    void aLongMessageEndsWhereTheDatabaseWouldRefuseIt() {
        RunLogLine line = RunLogLine.of(event(Level.INFO, "\uD83D\uDE82".repeat(3000), null))
                .orElseThrow();

        assertThat(line.message().codePoints()).hasSize(2000);
        assertThat(line.message()).endsWith("\uD83D\uDE82…");
    }

    private LoggingEvent event(Level level, String message, @Nullable Throwable thrown, Object... arguments) {
        return event(level, Map.of("run", run.toString(), "attempt", "2"), message, thrown, arguments);
    }

    private static LoggingEvent event(
            Level level, Map<String, String> context, String message, @Nullable Throwable thrown, Object... arguments) {
        var logger = new LoggerContext().getLogger("dev.trainyard.test");
        var event = new LoggingEvent("here", logger, level, message, thrown, arguments);
        event.setMDCPropertyMap(context);
        return event;
    }
}
