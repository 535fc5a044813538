package dev.trainyard.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the event streams of runs.
 *
 * @param poll how long a stream may be behind, where the notification of the database is lost
 * @param keepAlive how long a stream is silent before it has a comment
 * @param patience how long a client may take nothing before it is dropped
 * @param maxListeners streams of this process that are open at the same time
 */
@ConfigurationProperties("trainyard.events")
record EventSettings(
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration keepAlive,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("2000") int maxListeners) {

    EventSettings {
        if (poll.toMillis() < 1) {
            throw new IllegalArgumentException("trainyard.events.poll must be at least 1 ms, but is " + poll);
        }
    }
}
