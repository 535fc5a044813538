package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeCapabilityTest {
    @ParameterizedTest(name = "{3} ({0}.{1}): {2}")
    @CsvSource({
        "2, 1, false, Fermi",
        "3, 5, false, Kepler K40",
        "3, 7, true, Kepler K80",
        "5, 0, true, Maxwell GTX 750",
        "5, 2, true, Maxwell M40",
        "5, 3, true, Maxwell TX1",
        "6, 0, true, Pascal P100",
        "6, 1, true, Pascal P4",
        "6, 2, true, Pascal TX2",
        "7, 0, true, Volta V100",
        "7, 2, true, Volta Xavier",
        "7, 5, true, Turing T4",
        "8, 0, true, Ampere A100",
        "8, 6, true, Ampere A10",
        "8, 7, true, Ampere Orin",
        "8, 9, true, Ada L4",
        "9, 0, false, Hopper H100",
        "10, 0, false, Blackwell B200",
        "12, 0, false, Blackwell RTX 50"
    })
    void codeRunsOnItsOwnMajorVersionFromItsMinorVersionOn(int major, int minor, boolean supported, String device) {
        assertThat(new ComputeCapability(major, minor).isSupported()).as(device).isEqualTo(supported);
    }
}
