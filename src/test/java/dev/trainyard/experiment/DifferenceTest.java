package dev.trainyard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    @Test
    void equalDifferencesLeaveNoDoubt() {
        assertThat(Difference.of(List.of(0.5, 0.5, 0.5))).isEqualTo(new Difference(0.5, 0.5, 0.5, 3));
    }

    @Test
    void oneSeedHasNoIntervalAndNoneNoDifference() {
        assertThat(Difference.of(List.of(0.25))).isEqualTo(new Difference(0.25, null, null, 1));
        assertThat(Difference.of(List.of())).isNull();
    }

    @Test
    void theSameDifferencesHaveTheSameInterval() {
        List<Double> differences = List.of(0.1, -0.2, 0.4, 0.3);
        assertThat(Difference.of(differences)).isEqualTo(Difference.of(differences));
    }

    /** What the documentation warns of: with three seeds 27 of 100 intervals miss the true mean, not five. */
    @ParameterizedTest
    @CsvSource({"3, 0.73", "5, 0.84", "10, 0.91"})
    void ofFewSeedsTheIntervalIsTooNarrow(int seeds, double coverage) {
        var random = new Random(1);
        int trials = 1000;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Double> sample = DoubleStream.generate(random::nextGaussian)
                    .limit(seeds)
                    .boxed()
                    .toList();
            Difference difference = Objects.requireNonNull(Difference.of(sample));
            double low = Objects.requireNonNull(difference.low());
            double high = Objects.requireNonNull(difference.high());
            covered += low <= 0 && high >= 0 ? 1 : 0;
        }
        assertThat((double) covered / trials).isCloseTo(coverage, within(0.03));
    }
}
