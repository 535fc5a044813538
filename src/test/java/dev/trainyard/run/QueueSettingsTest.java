package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSettingsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void aRunThatMayNotBeTriedOnceIsRefused(int maxAttempts) {
        assertThatThrownBy(() -> new QueueSettings(maxAttempts, Duration.ofMinutes(30)))
                .hasMessage("trainyard.queue.max-attempts must be at least 1, but is " + maxAttempts);
    }

    @Test
    void waitingThatIsWorthEverythingIsRefused() {
        assertThatThrownBy(() -> new QueueSettings(3, Duration.ofMillis(999)))
                .hasMessage("trainyard.queue.aging must be at least 1s, but is PT0.999S");
    }
}
