package dev.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
    @Test
    void aHeartbeatMayTakeHalfOfTheLease() {
        assertThatCode(() -> settings(1, "PT30S", "PT15S", "PT2S")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT30S, PT2S, PT2S, slots",
        "1, PT30S, PT15.001S, PT2S, heartbeat",
        "1, PT30S, PT0S, PT2S, heartbeat",
        "1, PT30S, PT2S, PT-1S, poll"
    })
    void aSettingThatCannotWorkIsRefusedByItsName(
            int slots, String lease, String heartbeat, String poll, String offender) {
        assertThatThrownBy(() -> settings(slots, lease, heartbeat, poll))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trainyard.worker." + offender + " must");
    }

    @Test
    void aRunHasADeviceAtLeast() {
        assertThatThrownBy(() -> settings(1, 0, "PT30S", "PT2S", "PT2S"))
                .hasMessage("trainyard.worker.devices-per-run must be at least 1, but is 0");
    }

    private static WorkerSettings settings(int slots, String lease, String heartbeat, String poll) {
        return settings(slots, 1, lease, heartbeat, poll);
    }

    private static WorkerSettings settings(int slots, int devices, String lease, String heartbeat, String poll) {
        return new WorkerSettings(
                true,
                slots,
                devices,
                Duration.parse(lease),
                Duration.parse(heartbeat),
                Duration.parse(poll),
                Duration.ofSeconds(20));
    }
}
