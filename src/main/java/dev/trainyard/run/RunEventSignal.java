package dev.trainyard.run;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Waits for news of runs: for a signal of the database, and no longer than until the next poll. The database sends them
 * while it knows of a process that listens. Used by one thread.
 */
@Component
class RunEventSignal implements RunSignals.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(RunEventSignal.class);

    /** How long the database takes a process for listening that it does not hear of. */
    private static final Duration LISTENING = Duration.ofSeconds(30);

    private final UUID process = UUID.randomUUID();
    private final Semaphore news = new Semaphore(0);
    private final RunSignals signals;
    private final JdbcClient jdbc;
    private boolean listening;
    private long announced;

    RunEventSignal(RunSignals signals, JdbcClient jdbc) {
        this.signals = signals;
        this.jdbc = jdbc;
    }

    /** From now on news are signalled, if the database is there. */
    void listen() {
        boolean due = System.nanoTime() - announced > LISTENING.toNanos() / 3;
        if (!listening || due) {
            announce();
        }
        if (!listening) {
            listening = true;
            signals.subscribe(this);
        }
        // What is signalled from here on may not be seen by the look to come.
        news.drainPermits();
    }

    /** Returns when there may be news, at the latest after that time. */
    void await(Duration poll) throws InterruptedException {
        boolean signalled = news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("Waited for news, signalled {}", signalled);
    }

    private void announce() {
        jdbc.sql("""
                insert into event_listener (process, until) values (:process, now() + make_interval(secs => :seconds))
                on conflict (process) do update set until = excluded.until""")
                .param("process", process)
                .param("seconds", LISTENING.toSeconds())
                .update();
        jdbc.sql("delete from event_listener where until < now()").update();
        announced = System.nanoTime();
    }

    /** Nothing is signalled any more. */
    void unlisten() {
        signals.unsubscribe(this);
        listening = false;
    }

    @Override
    public void happened() {
        news.release();
    }

    @Override
    public void connected() {
        news.release();
    }
}
