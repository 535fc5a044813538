package dev.trainyard.registry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the versions of data sets that a process keeps beside it.
 *
 * @param maxSize how much they may take in the data directory; above it those go that were not used for longest, and come again from the store when a run needs them
 */
@ConfigurationProperties("trainyard.datasets.cache")
record CacheSettings(@DefaultValue("50GB") DataSize maxSize) {
    CacheSettings {
        if (maxSize.isNegative()) {
            throw new IllegalArgumentException(
                    "trainyard.datasets.cache.max-size must not be negative, but is " + maxSize);
        }
    }
}
