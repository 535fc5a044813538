package dev.trainyard.runlog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Puts what is logged for a run into the buffer, beside where the process logs to. */
final class RunLogCapture extends UnsynchronizedAppenderBase<ILoggingEvent> implements LoggerContextListener {
    private final RunLogBuffer buffer;
    private final LoggerContext logging;

    RunLogCapture(RunLogBuffer buffer, LoggerContext logging) {
        this.buffer = buffer;
        this.logging = logging;
        setContext(logging);
        setName("run-log");
    }

    void begin() {
        logging.addListener(this);
        attach();
    }

    void end() {
        logging.removeListener(this);
        root().detachAppender(this);
        stop();
    }

    private void attach() {
        start();
        root().addAppender(this);
    }

    private Logger root() {
        return logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        RunLogLine.of(event).ifPresent(buffer::add);
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    /** A configuration that is read again takes all appenders off. */
    @Override
    public void onReset(LoggerContext context) {
        attach();
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onStop(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
