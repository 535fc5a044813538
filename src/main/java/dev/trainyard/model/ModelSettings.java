package dev.trainyard.model;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of imported models.
 *
 * @param maxPerOwner the most models that an owner may have at a time, each of up to 8 MiB in the database
 */
@ConfigurationProperties("trainyard.models")
record ModelSettings(@DefaultValue("100") int maxPerOwner) {
    ModelSettings {
        if (maxPerOwner < 0) {
            throw new IllegalArgumentException(
                    "trainyard.models.max-per-owner must not be negative, but is " + maxPerOwner);
        }
    }
}
