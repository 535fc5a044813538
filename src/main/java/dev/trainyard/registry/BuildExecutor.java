package dev.trainyard.registry;

import dev.trainyard.dataset.TooManyImagesException;
import dev.trainyard.registry.BuildMetrics.Outcome;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Makes a version that was claimed, tells meanwhile that it is alive, and leaves nothing of it on this disk but the version. */
final class BuildExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(BuildExecutor.class);

    private final BuildQueue queue;
    private final VersionFiles files;
    private final Map<Origin, VersionMaker> makers = new EnumMap<>(Origin.class);
    private final BuilderSettings settings;
    private final BuildMetrics metrics;
    private final Scratch scratch;

    BuildExecutor(
            BuildQueue queue,
            VersionFiles files,
            List<VersionMaker> makers,
            BuilderSettings settings,
            BuildMetrics metrics,
            Scratch scratch) {
        this.queue = queue;
        this.files = files;
        makers.forEach(maker -> this.makers.put(maker.origin(), maker));
        this.settings = settings;
        this.metrics = metrics;
        this.scratch = scratch;
    }

    void run(Build build, ScheduledExecutorService heartbeat) throws InterruptedException {
        long period = settings.heartbeat().toMillis();
        Future<?> beat = heartbeat.scheduleWithFixedDelay(() -> beat(build), 0, period, TimeUnit.MILLISECONDS);
        Path directory = scratch.of(build);
        Timer.Sample attempt = metrics.begin();
        Outcome outcome = Outcome.STOPPED;
        try {
            outcome = attempt(directory, build);
        } finally {
            metrics.ended(attempt, build.origin(), outcome);
            beat.cancel(false);
            FileUtils.deleteQuietly(directory.toFile());
        }
    }

    private Outcome attempt(Path directory, Build build) throws InterruptedException {
        try {
            Files.createDirectories(directory);
            return make(directory, build);
        } catch (UnbuildableException e) {
            queue.fail(build, e.reason(), e.getMessage());
            return Outcome.REFUSED;
        } catch (TooManyImagesException e) {
            queue.fail(build, "too_many_images", e.getMessage());
            return Outcome.REFUSED;
        } catch (IOException | UncheckedIOException | DataAccessException | TransactionException e) {
            if (Thread.interrupted()) { // which broke off what was read or written
                queue.release(build);
                throw new InterruptedException("version %s is left to another".formatted(build.version()));
            }
            // Not released: it waits until the lease is over, which gives the network, the disk or the database a
            // while.
            LOG.warn("The version {} could not be made, and is tried again", build.version(), e);
            return Outcome.RETRIED;
        } catch (BuildStoppedException e) {
            queue.release(build);
            return Outcome.STOPPED;
        } catch (InterruptedException e) {
            queue.release(build);
            throw e;
        } catch (RuntimeException | Error e) { // of memory, say: the thread goes on with other versions
            LOG.error("The version {} cannot be made", build.version(), e);
            queue.fail(build, "error", e.toString());
            return Outcome.ERROR;
        }
    }

    private Outcome make(Path directory, Build build) throws IOException, InterruptedException {
        Making making = new Making(build, directory);
        VersionMaker maker = Optional.ofNullable(makers.get(build.origin()))
                .orElseThrow(() -> new UnbuildableException("unknown_origin", "nobody here makes it"));
        MadeVersion made = maker.make(making);
        making.progress("publish", 0, 1);
        files.publish(build, making.target(), made.summary());
        if (!queue.succeed(build, made)) {
            files.withdraw(build);
            return Outcome.LOST;
        }
        LOG.info("The version {} is ready: {}", build.version(), made.summary());
        metrics.pictures(build.origin(), made.report());
        tidy(maker, build);
        return Outcome.READY;
    }

    /** What is left over costs room, and nothing else. */
    private void tidy(VersionMaker maker, Build build) {
        try {
            maker.made(build.version());
            files.keepOnly(build);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Some of what the version {} was made of stays", build.version(), e);
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
