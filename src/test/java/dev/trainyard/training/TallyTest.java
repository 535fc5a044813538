package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TallyTest {
    @Test
    void theLossIsTheMeanOfTheBatchesMeanCrossEntropies() {
        Tally tally = new Tally(2);
        tally.add(logits(new float[][] {{0, 0}, {1, -1}, {-1, 1}}), new int[] {0, 0, 0});
        tally.add(logits(new float[][] {{0, 0}}), new int[] {1});
        double first = (Math.log(2) + Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(2))) / 3;
        assertThat(tally.loss()).isCloseTo((first + Math.log(2)) / 2, within(1e-9));
        assertThat(tally.lastLoss()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        Tally tally = new Tally(2);
        tally.add(logits(new float[][] {{3e4f, -3e4f}}), new int[] {1});
        assertThat(tally.loss()).isEqualTo(6e4);
    }

    @Test
    void aLogitThatIsNotANumberMakesTheLossSo() {
        Tally tally = new Tally(3);
        tally.add(logits(new float[][] {{1, Float.NaN, 2}}), new int[] {0});
        assertThat(tally.lastLoss()).isNaN();
    }

    @Test
    void macroAveragesAreMeansOverTheClassesAndAClassNeverPredictedCountsZero() {
        Tally tally = new Tally(3);
        // class 0: 2 of 3 right; class 1: 1 of 1, and one of class 0 besides; class 2: never predicted
        int[] actual = {0, 0, 0, 1, 2};
        int[] predicted = {0, 0, 1, 1, 1};
        float[][] scores = new float[actual.length][3];
        for (int i = 0; i < actual.length; i++) {
            scores[i][predicted[i]] = 1;
        }
        tally.add(logits(scores), actual);
        TestReport report = tally.report(7);
        assertThat(report.epoch()).isEqualTo(7);
        assertThat(report.accuracy()).isEqualTo(0.6);
        assertThat(report.precision()).isCloseTo((1 + 1 / 3.0 + 0) / 3, within(1e-12));
        assertThat(report.recall()).isCloseTo((2 / 3.0 + 1 + 0) / 3, within(1e-12));
        assertThat(report.f1()).isCloseTo((0.8 + 0.5 + 0) / 3, within(1e-12));
        assertThat(report.confusion()).isEqualTo(List.of(List.of(2, 1, 0), List.of(0, 1, 0), List.of(0, 1, 0)));
    }

    private static INDArray logits(float[][] rows) {
        return Nd4j.createFromArray(rows);
    }
}
