package dev.trainyard.experiment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of experiments.
 *
 * @param maxRuns the most runs that one experiment may have
 */
@ConfigurationProperties("trainyard.experiments")
record ExperimentSettings(@DefaultValue("1000") int maxRuns) {
    ExperimentSettings {
        if (maxRuns < 1) {
            throw new IllegalArgumentException("trainyard.experiments.max-runs must be at least 1, but is " + maxRuns);
        }
    }
}
