package dev.trainyard.runlog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long logs are kept.
 *
 * @param logs how long after a run's end the lines of its log are kept
 */
@ConfigurationProperties("trainyard.retention")
record RunLogRetentionSettings(@DefaultValue("90d") Duration logs) {
    RunLogRetentionSettings {
        if (logs.isNegative()) {
            throw new IllegalArgumentException("trainyard.retention.logs must not be negative, but is " + logs);
        }
    }
}
