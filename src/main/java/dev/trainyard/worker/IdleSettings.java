package dev.trainyard.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When a process ends by itself.
 *
 * @param exitWhenIdle how long the process may have nothing to train before it ends with exit code 0; it stays if this is not set
 */
@ConfigurationProperties("trainyard.worker")
record IdleSettings(@Nullable Duration exitWhenIdle) {
    IdleSettings {
        if (exitWhenIdle != null && exitWhenIdle.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "trainyard.worker.exit-when-idle must be at least 1 ms, but is " + exitWhenIdle);
        }
    }
}
