package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    @Test
    void everyImageIsInExactlyOnePart() {
        Split split = Split.of(50_000, 0.1, 42);

        assertThat(split.train()).hasSize(45_000);
        assertThat(split.validation()).hasSize(5_000);
        int[] all = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(Images.allOf(50_000));
    }

    @Test
    void theValidationImagesComeFromTheWholeSet() {
        int[] validation = Split.of(50_000, 0.1, 42).validation();

        long inTheFirstHalf = Arrays.stream(validation).filter(i -> i < 25_000).count();
        assertThat(inTheFirstHalf).isBetween(2_400L, 2_600L);
    }

    @Test
    void aSeedGivesTheSameSplitOnEveryMachine() {
        assertThat(Split.of(20, 0.25, 42).validation()).containsExactly(1, 9, 12, 13, 15);
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        assertThat(Split.of(1_000, 0.1, 1).validation())
                .isNotEqualTo(Split.of(1_000, 0.1, 2).validation());
    }

    @Test
    void aFractionOfZeroLeavesNothingToValidateOn() {
        Split split = Split.of(10, 0, 42);

        assertThat(split.train()).isEqualTo(Images.allOf(10));
        assertThat(split.validation()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void aFractionOutOfRangeIsRefused(double fraction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(10, fraction, 42))
                .withMessageContaining("[0, 1)");
    }
}
