package dev.trainyard.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of what computes the runs of this process.
 *
 * @param threads threads that compute a run, from 1 to the number of processors; all of them if it is not set
 */
@ConfigurationProperties("trainyard.engine")
record EngineSettings(@Nullable Integer threads) {
    EngineSettings {
        int processors = processors();
        if (threads != null && (threads < 1 || threads > processors)) {
            throw new IllegalArgumentException(
                    "trainyard.engine.threads must be from 1 to %d, the processors that are available here, but is %d"
                            .formatted(processors, threads));
        }
    }

    int threadCount() {
        return threads == null ? processors() : threads;
    }

    /** Those that a container's limit leaves. */
    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
