package dev.trainyard.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
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
    private final VersionFiles files;
    private final Map<Origin, VersionMaker> makers = new EnumMap<>(Origin.class);
    private final BuilderSettings settings;
    private final Path scratch;
    private final String name;
    private final Semaphore wish = new Semaphore(0);
    private ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;
    private Thread thread = new Thread(this::work);

    VersionBuilder(
            BuildQueue queue,
            VersionFiles files,
            List<VersionMaker> makers,
            BuilderSettings settings,
            Path scratch,
            String name) {
        this.queue = queue;
        this.files = files;
        makers.forEach(maker -> this.makers.put(maker.origin(), maker));
        this.settings = settings;
        this.scratch = scratch;
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
                    make(build.get());
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

    private void make(Build build) throws InterruptedException {
        long period = settings.heartbeat().toMillis();
        Future<?> beat = heartbeat.scheduleWithFixedDelay(() -> beat(build), 0, period, TimeUnit.MILLISECONDS);
        Path directory = scratch.resolve(build.version().toString());
        try {
            Files.createDirectories(directory);
            makeIn(directory, build);
        } catch (UnbuildableException e) {
            queue.fail(build, e.reason(), e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            // Not released: it waits until the lease is over, which gives the network or the disk a while.
            LOG.warn("The version {} could not be made, and is tried again", build.version(), e);
        } catch (BuildStoppedException e) {
            queue.release(build);
        } catch (InterruptedException e) {
            queue.release(build);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The version {} cannot be made", build.version(), e);
            queue.fail(build, "error", e.toString());
        } finally {
            beat.cancel(false);
            FileUtils.deleteQuietly(directory.toFile());
        }
    }

    private void makeIn(Path directory, Build build) throws IOException, InterruptedException {
        Making making = new Making(build, directory);
        VersionMaker maker = Optional.ofNullable(makers.get(build.origin()))
                .orElseThrow(() -> new UnbuildableException("unknown_origin", "nobody here makes it"));
        MadeVersion made = maker.make(making);
        making.progress("publish", 0, 1);
        files.publish(build.version(), making.target(), made.summary());
        if (queue.succeed(build, made)) {
            maker.made(build.version());
            LOG.info("The version {} is ready: {}", build.version(), made.summary());
        }
    }

    private void beat(Build build) {
        try {
            if (queue.renew(build, settings.lease())) {
                build.stop();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The lease of version {} is not renewed: {}", build.version(), e.getMessage());
        }
    }
}
