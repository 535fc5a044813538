package dev.trainyard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.run.LearntActivation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationChartTest {
    @Test
    void aLineIsTheFunctionOverFourToEitherSide() {
        LineChart chart = ActivationChart.of("", List.of(prelu(Sharing.NETWORK, List.of(List.of(0.5)))));

        assertThat(chart.lines().stream().map(LineChart.Line::name)).containsExactly("learnt", "start", "relu");
        assertThat(at(line(chart, "learnt"), -4)).isCloseTo(-2, within(1e-6));
        assertThat(at(line(chart, "start"), -4)).isCloseTo(-1, within(1e-6));
        assertThat(at(line(chart, "relu"), -4)).isZero();
        assertThat(at(line(chart, "learnt"), 4)).isEqualTo(4);
    }

    @Test
    void eachLayerOfEachRunHasAThinLineBeneathTheirMean() {
        LineChart.Line learnt = line(
                ActivationChart.of(
                        "",
                        List.of(
                                prelu(Sharing.LAYER, List.of(List.of(0.1), List.of(0.2))),
                                prelu(Sharing.LAYER, List.of(List.of(0.3), List.of(0.6))))),
                "learnt");

        assertThat(learnt.strands().stream().map(strand -> Math.round(-10 * at(strand, -1))))
                .containsExactly(1L, 2L, 3L, 6L);
        assertThat(at(learnt, -1)).isCloseTo(-0.3, within(1e-6));
    }

    @Test
    void channelsOfALayerAreOneLineTheirMean() {
        LineChart.Line learnt = line(
                ActivationChart.of(
                        "", List.of(prelu(Sharing.CHANNEL, List.of(List.of(0.1, 0.3), List.of(0.5, 0.6, 0.7))))),
                "learnt");

        assertThat(learnt.strands()).hasSize(2);
        assertThat(at(learnt.strands().get(0), -1)).isCloseTo(-0.2, within(1e-6));
        assertThat(at(learnt.strands().get(1), -1)).isCloseTo(-0.6, within(1e-6));
    }

    @Test
    void ofMoreLayersThanCanBeToldApartEachRunIsALine() {
        LearntActivation deep = prelu(Sharing.LAYER, Collections.nCopies(109, List.of(0.5)));

        assertThat(line(ActivationChart.of("", List.of(deep)), "learnt").strands())
                .hasSize(109);
        assertThat(line(ActivationChart.of("", List.of(deep, deep)), "learnt").strands())
                .hasSize(2);
    }

    @Test
    void aPoleStaysInThePicture() {
        var start = new ActivationSpec("scaledsoftsign", Sharing.NETWORK, Map.of(), List.of());
        var learnt = new LearntActivation(start, Map.of("a", List.of(List.of(1.0)), "b", List.of(List.of(-2.0))));

        LineChart chart = ActivationChart.of("", List.of(learnt));

        assertThat(line(chart, "learnt").points())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.y()).isBetween(-20.0, 20.0));
        assertThat(chart.svg()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static LearntActivation prelu(Sharing sharing, List<List<Double>> a) {
        return new LearntActivation(new ActivationSpec("prelu", sharing, Map.of(), List.of()), Map.of("a", a));
    }

    private static LineChart.Line line(LineChart chart, String name) {
        return chart.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double at(LineChart.Line line, double x) {
        return at(line.points(), x);
    }

    private static double at(List<LineChart.Point> points, double x) {
        return points.stream()
                .filter(point -> Math.abs(point.x() - x) < 1e-4)
                .findFirst()
                .orElseThrow()
                .y();
    }
}
