package dev.trainyard.registry;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/** Makes the versions that wait, one at a time on a thread of its own, and tells meanwhile that it is alive. */
final class VersionBuilder implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(VersionBuilder.class);

    private final BuildQueue queue;
    private final BuildExecutor executor;
    private final BuilderSettings settings;
    private final String name;
    private final Semaphore wish = new Semaphore(0);
    private ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    VersionBuilder(BuildQueue queue, BuildExecutor executor, BuilderSettings settings, String name) {
        this.queue = queue;
        this.executor = executor;
        this.settings = settings;
        this.name = name;
    }

    /** No need to sleep until the next look. */
    @TransactionalEventListener
    void wake(VersionWanted version) {
        wish.release();
    }

    @Override
    public void start() {
        running = true;
        heartbeat = Executors.newSingleThreadScheduledExecutor();
        thread = new Thread(this::work, "dataset builder");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is being made is left to whoever comes next. */
    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(settings.lease().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeat.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                Optional<Build> build = queue.claim(name, settings.lease());
                if (build.isPresent()) {
                    executor.run(build.get(), heartbeat);
                } else if (wish.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    wish.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The database cannot be asked for data sets to make: {}", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(settings.heartbeat().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
