package dev.trainyard.registry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what makes versions of data sets.
 *
 * @param enabled whether this process makes them, if it serves the API
 * @param lease how long a process may be silent before another one makes the version
 * @param heartbeat how often it tells that it is alive, and how far it is
 * @param poll how often it looks for versions that other processes were asked for
 */
@ConfigurationProperties("trainyard.datasets.builder")
record BuilderSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("5s") Duration poll) {
    BuilderSettings {
        requirePositive("lease", lease);
        requirePositive("heartbeat", heartbeat);
        requirePositive("poll", poll);
        if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "trainyard.datasets.builder.heartbeat must be at most half of the lease of %s, but is %s"
                            .formatted(lease, heartbeat));
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "trainyard.datasets.builder.%s must be positive, but is %s".formatted(name, value));
        }
    }
}
