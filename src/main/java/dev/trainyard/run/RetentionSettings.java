package dev.trainyard.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long is kept what few will ever need.
 *
 * @param fallbacks how long after a run's end its checkpoints to fall back to are kept; its latest and its best stay
 * @param unsuccessful how long after its end the checkpoints of a run that failed or was cancelled are kept; its epochs
 *     stay
 * @param events how long after a run's end its events are kept; its ends stay
 * @param interval time between two looks for what is to go
 */
@ConfigurationProperties("trainyard.retention")
record RetentionSettings(
        @DefaultValue("1d") Duration fallbacks,
        @DefaultValue("90d") Duration unsuccessful,
        @DefaultValue("90d") Duration events,
        @DefaultValue("1h") Duration interval) {

    RetentionSettings {
        if (fallbacks.isNegative() || unsuccessful.isNegative() || events.isNegative() || interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "trainyard.retention: fallbacks (%s), unsuccessful (%s) and events (%s) must not be negative, interval (%s) at least 1 ms"
                            .formatted(fallbacks, unsuccessful, events, interval));
        }
    }
}
