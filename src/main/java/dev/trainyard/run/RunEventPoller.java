package dev.trainyard.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one thread of this process that looks for news of runs, while somebody listens. Stopped before the web server,
 * which would wait for streams to end.
 */
@Component
class RunEventPoller implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunEventPoller.class);

    /** Time for a client to take one part of a long history, before it is sent the next. */
    private static final Duration CATCHING_UP = Duration.ofMillis(25);

    private final RunEventFeed feed;
    private final RunEventSignal signal;
    private final EventSettings settings;
    private volatile @Nullable Thread thread;

    RunEventPoller(RunEventFeed feed, RunEventSignal signal, EventSettings settings) {
        this.feed = feed;
        this.signal = signal;
        this.settings = settings;
    }

    @Override
    public void start() {
        Thread started = new Thread(this::poll, "run-events");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void poll() {
        try {
            while (Thread.currentThread().equals(thread)) {
                if (feed.isEmpty()) {
                    signal.unlisten();
                }
                feed.awaitListener();
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped");
        } finally {
            signal.unlisten();
        }
    }

    private void look() throws InterruptedException {
        try {
            // Listens before it looks: what comes in between is signalled.
            signal.listen();
            feed.publish();
        } catch (RuntimeException e) {
            LOG.warn("Those who listen to runs have to wait: {}", e.toString());
        }
        signal.await(feed.isBehind() ? CATCHING_UP : settings.poll());
    }

    @Override
    public void stop() {
        Thread stopped = thread;
        thread = null;
        if (stopped != null) {
            stopped.interrupt();
        }
        feed.closeAll();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
