package dev.trainyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointsTest {
    @Test
    void theFirstAndTheLastEpochAreAmongEvenlySpacedOnes() {
        assertThat(new Points(5).of(9, null)).containsExactly(1, 3, 5, 7, 9);
    }

    @Test
    void theBestEpochTakesThePlaceOfItsNeighbour() {
        assertThat(new Points(5).of(9, 6)).containsExactly(1, 3, 6, 7, 9);
        assertThat(new Points(5).of(9, 2)).containsExactly(1, 2, 5, 7, 9);
        assertThat(new Points(5).of(9, 8)).containsExactly(1, 3, 5, 8, 9);
    }

    @Test
    void aBestEpochThatIsThereAlreadyChangesNothing() {
        assertThat(new Points(5).of(9, 1)).containsExactly(1, 3, 5, 7, 9);
        assertThat(new Points(5).of(9, 5)).containsExactly(1, 3, 5, 7, 9);
        assertThat(new Points(5).of(9, 9)).containsExactly(1, 3, 5, 7, 9);
    }

    @Test
    void twoPointsAreTheEnds() {
        assertThat(new Points(2).of(1000, 400)).containsExactly(1, 1000);
    }

    @Test
    void thereAreNeverMoreThanWereAskedFor() {
        for (int last = 2; last < 60; last++) {
            for (int best = 1; best <= last; best++) {
                assertThat(new Points(7).of(last, best))
                        .hasSizeLessThanOrEqualTo(7)
                        .contains(1, last)
                        .allMatch(epoch -> epoch >= 1)
                        .contains(best);
            }
        }
    }
}
