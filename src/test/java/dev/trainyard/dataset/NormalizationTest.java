package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

    @Test
    void aPixelIsScaledThenShiftedByTheMeanThenDividedByTheDeviation() {
        Normalization normalization = new Normalization(List.of(0.4914, 0.5, 0.5), List.of(0.2470, 0.5, 0.25));

        assertThat(normalization.table(0)[51]).isEqualTo((0.2f - 0.4914f) / 0.2470f, Offset.offset(1e-6f));
        assertThat(normalization.table(1)[0]).isEqualTo(-1f);
        assertThat(normalization.table(2)[255]).isEqualTo(2f);
    }

    @Test
    void theSameNumbersAreTheSameNormalization() {
        assertThat(new Normalization(HALF, List.of(1.0, 2.0, 3.0)))
                .isEqualTo(new Normalization(List.of(0.5, 0.5, 0.5), List.of(1.0, 2.0, 3.0)));
    }

    @Test
    void aDeviationThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(HALF, List.of(0.2, 0.0, 0.2)))
                .withMessageContaining("std");
    }

    @Test
    void eachNeedsThreeNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(List.of(0.5), HALF))
                .withMessageContaining("mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(HALF, List.of(0.5, 0.5)))
                .withMessageContaining("std");
    }

    @Test
    void aMeanThatIsNotANumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalization(List.of(0.5, Double.NaN, 0.5), HALF))
                .withMessageContaining("mean");
    }
}
