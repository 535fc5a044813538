package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Shortcut;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OptimizerTest {
    private static final double RATE = 0.1;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 0.01;

    /** v = m v + g; w -= r v, or w -= r (g + m v): worked by hand for gradients 1, 2 and -1 and w = 0. */
    @ParameterizedTest
    @CsvSource({"false, -0.1, -0.39, -0.551", "true, -0.19, -0.651, -0.6959"})
    void momentumIsThatOfPyTorch(boolean nesterov, double first, double second, double third) {
        INDArray state = Nd4j.createFromArray(99.0);
        var updater = new MomentumSgd(RATE, MOMENTUM, nesterov).instantiate(state, true);
        double w = 0;
        double[] gradients = {1, 2, -1};
        double[] expected = {first, second, third};
        for (int step = 0; step < 3; step++) {
            INDArray gradient = Nd4j.createFromArray(gradients[step]);
            updater.applyUpdater(gradient, step, 0);
            w -= gradient.getDouble(0);
            assertThat(w).as("after step %d", step + 1).isCloseTo(expected[step], within(1e-12));
        }
    }

    @Test
    void weightDecayMovesEveryTrainedParameterAndNoRunningStatistic() {
        ComputationGraph network = network();
        INDArray images = Nd4j.rand(DataType.DOUBLE, 4, 32, 32, 3);
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, 4, 3);
        for (int i = 0; i < 4; i++) {
            labels.putScalar(i, i % 3, 1);
        }
        ComputationGraph twin = network();
        twin.setInputs(images);
        twin.setLabels(labels);
        twin.computeGradientAndScore();
        twin.getListeners().forEach(listener -> listener.onGradientCalculation(twin));

        network.fit(new INDArray[] {images}, new INDArray[] {labels});

        twin.paramTable().forEach((name, before) -> {
            INDArray gradient = twin.gradient().getGradientFor(name);
            // The twin's forward pass has moved its running statistics as the network's did.
            boolean statistic = name.endsWith(".mean") || name.endsWith(".variance");
            INDArray step = statistic
                    ? gradient
                    : gradient.div(4).add(before.mul(DECAY)).mul(RATE);
            INDArray after = network.paramTable().get(name);
            assertThat(before.sub(step).sub(after).norm1Number().doubleValue())
                    .as(name)
                    .isLessThan(1e-9);
        });
    }

    @Test
    void allParametersAtOnceMoveAsDeeplearning4jMovesThemOneByOne() {
        ComputationGraph oneByOne = network();
        ComputationGraph atOnce = network();
        for (double rate : new double[] {RATE, RATE / 10}) {
            oneByOne.setLearningRate(rate);
            FlatUpdater.install(atOnce, rate);
            for (int step = 0; step < 2; step++) {
                INDArray images = Nd4j.rand(DataType.DOUBLE, 4, 32, 32, 3);
                fit(oneByOne, images);
                fit(atOnce, images);
            }
        }
        assertThat(oneByOne.params().equalsWithEps(atOnce.params(), 1e-9)).isTrue();
        assertThat(oneByOne.params().equalsWithEps(network().params(), 1e-3)).isFalse();
    }

    @Test
    void aNewLearningRateKeepsTheMomentum() {
        ComputationGraph network = network();
        fit(network, Nd4j.rand(DataType.DOUBLE, 4, 32, 32, 3));
        INDArray momentum = network.getUpdater().getStateViewArray().dup();
        FlatUpdater.install(network, RATE / 10);
        assertThat(network.getUpdater().getStateViewArray()).isEqualTo(momentum);
        assertThat(network.getLearningRate("stem")).isEqualTo(RATE / 10);
    }

    @Test
    void schedulesChangeAfterTheirMilestones() {
        Schedule step = new Schedule.Step(List.of(45, 65), 0.1);
        assertThat(step.factor(45)).isEqualTo(1);
        assertThat(step.factor(46)).isCloseTo(0.1, within(1e-15));
        assertThat(step.factor(66)).isCloseTo(0.01, within(1e-15));
        Schedule cosine = new Schedule.Cosine(10);
        assertThat(cosine.factor(1)).isEqualTo(1);
        assertThat(cosine.factor(6)).isCloseTo(0.5, within(1e-15));
        assertThat(cosine.factor(10)).isBetween(0.0, 0.03);
        assertThat(cosine.factor(11)).isEqualTo(cosine.factor(10));
    }

    private static void fit(ComputationGraph network, INDArray images) {
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, 4, 3);
        labels.getColumn(0).assign(1);
        network.fit(new INDArray[] {images}, new INDArray[] {labels});
    }

    private static ComputationGraph network() {
        NetworkSpec spec = new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, 3);
        return ResNetGraph.create(spec, new MomentumSgd(RATE, MOMENTUM, false), DECAY, 1, DataType.DOUBLE);
    }
}
