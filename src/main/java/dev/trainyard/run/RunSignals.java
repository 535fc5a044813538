package dev.trainyard.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Tells at once, by PostgreSQL's NOTIFY, that a run waits, that one at work is to stop, or that there is news of one. A hint
 * that may be late or missing, for instance behind a pooler that has no LISTEN: whoever listens looks for it from time to
 * time all the same. One connection serves all listeners of the process, from the first one on, and comes back when it breaks.
 */
@Component
public class RunSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunSignals.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcConnectionDetails database;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable SignalConnection connection;

    RunSignals(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** Who is told, on the thread of the connection: to return at once. */
    public interface Listener {
        /** A run waits. */
        default void queued() {}

        /** A run at work is to stop. */
        default void stopRequested(RunId run) {}

        /** Something happened to a run. Told while somebody listens to runs, in whatever process. */
        default void happened() {}

        /** The connection is there, again: what happened before may have been missed. */
        void connected();
    }

    /** From now on that one is told, until {@link #unsubscribe}. */
    public synchronized void subscribe(Listener listener) {
        listeners.add(listener);
        if (thread == null) {
            thread = new Thread(this::listen, "run-signals");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** That one is told nothing more. */
    public void unsubscribe(Listener listener) {
        listeners.remove(listener);
    }

    /** Ends the connection. */
    @Override
    public synchronized void close() throws SQLException, InterruptedException {
        closed.countDown();
        SignalConnection present = connection;
        if (present != null) {
            present.close();
        }
        if (thread != null) {
            thread.join(PATIENCE.toMillis());
        }
    }

    private void listen() {
        BackOffExecution pauses = pauses();
        while (closed.getCount() > 0) {
            try (SignalConnection opened = SignalConnection.open(database)) {
                connection = opened;
                listeners.forEach(Listener::connected);
                pauses = pauses();
                while (closed.getCount() > 0) {
                    opened.await().forEach(this::tell);
                }
            } catch (SQLException | RuntimeException e) {
                pause(pauses.nextBackOff(), e);
            }
        }
    }

    private void tell(PGNotification signal) {
        switch (signal.getName()) {
            case SignalConnection.QUEUED -> listeners.forEach(Listener::queued);
            case SignalConnection.STOP -> {
                RunId run = new RunId(UUID.fromString(signal.getParameter()));
                listeners.forEach(listener -> listener.stopRequested(run));
            }
            default -> listeners.forEach(Listener::happened);
        }
    }

    private void pause(long millis, Exception cause) {
        if (closed.getCount() == 0) {
            return;
        }
        LOG.warn("No signals from the database for {} ms, it is polled: {}", millis, cause.toString());
        try {
            boolean ended = closed.await(millis, TimeUnit.MILLISECONDS);
            LOG.trace("Paused, closed {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BackOffExecution pauses() {
        ExponentialBackOff growing = new ExponentialBackOff(100, 2);
        growing.setMaxInterval(10_000);
        growing.setJitter(50);
        return growing.start();
    }
}
