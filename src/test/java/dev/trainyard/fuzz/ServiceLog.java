package dev.trainyard.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Warnings and errors that the service logs: a request, however bad, is no reason for one. */
public final class ServiceLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** That somebody tries tokens is what an operator wants to be told; how often it is told is limited. */
    private static final String REFUSED_TOKEN = "dev.trainyard.access.LoginGuard WARN";

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private ServiceLog() {}

    /** Until it is closed. */
    public static ServiceLog listen() {
        ServiceLog log = new ServiceLog();
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String kind = event.getLoggerName() + " " + event.getLevel();
        boolean handled = event.getLevel().toInt() < Level.WARN_INT && event.getThrowableProxy() == null;
        if (!handled && !kind.equals(REFUSED_TOKEN)) {
            IThrowableProxy thrown = event.getThrowableProxy();
            String trace = thrown == null ? "" : " " + ThrowableProxyUtil.asString(thrown);
            lines.add("%s: %s%s".formatted(kind, event.getFormattedMessage(), trace));
        }
    }

    /** What came since the last call. */
    public List<String> news() {
        List<String> news = new ArrayList<>();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            news.add(line);
        }
        return news;
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
