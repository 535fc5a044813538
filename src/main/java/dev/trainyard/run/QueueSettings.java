package dev.trainyard.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the queue.
 *
 * @param maxAttempts workers in a row that a run may lose without one more epoch, before it fails
 * @param aging how long a wait is worth as much as one more priority
 */
@ConfigurationProperties("trainyard.queue")
record QueueSettings(
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("30m") Duration aging) {

    QueueSettings {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "trainyard.queue.max-attempts must be at least 1, but is " + maxAttempts);
        }
        if (aging.toSeconds() < 1) {
            throw new IllegalArgumentException("trainyard.queue.aging must be at least 1s, but is " + aging);
        }
    }
}
