package dev.trainyard.runlog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the logs of runs.
 *
 * @param maxLines lines of a run's log; the last says that it ends
 * @param buffer lines that a process keeps while its database is away
 */
@ConfigurationProperties("trainyard.run-log")
record RunLogSettings(
        @DefaultValue("10000") int maxLines,
        @DefaultValue("10000") int buffer) {
    RunLogSettings {
        if (maxLines < 1 || buffer < 1) {
            throw new IllegalArgumentException(
                    "trainyard.run-log.max-lines and .buffer must be at least 1, but are %d and %d"
                            .formatted(maxLines, buffer));
        }
    }
}
