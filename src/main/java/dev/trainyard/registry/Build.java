package dev.trainyard.registry;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A version that this process holds the lease of; between the thread that makes it and the one that renews the lease. */
final class Build {
    private final UUID version;
    private final long token;
    private final Origin origin;
    private final @Nullable String base;
    private final ObjectNode options;
    private final AtomicReference<@Nullable BuildProgress> progress = new AtomicReference<>();
    private volatile boolean stopped;

    Build(UUID version, long token, Origin origin, @Nullable String base, ObjectNode options) {
        this.version = version;
        this.token = token;
        this.origin = origin;
        this.base = base;
        this.options = options;
    }

    UUID version() {
        return version;
    }

    /** Of the lease. */
    long token() {
        return token;
    }

    Origin origin() {
        return origin;
    }

    @Nullable
    String base() {
        return base;
    }

    ObjectNode options() {
        return options.deepCopy();
    }

    void progress(BuildProgress now) {
        progress.set(now);
        if (stopped) {
            throw new BuildStoppedException();
        }
    }

    @Nullable
    BuildProgress latest() {
        return progress.get();
    }

    /** Has the next {@link #progress} throw. */
    void stop() {
        stopped = true;
    }
}
