package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Blocks in double precision, which ND4J's operations compute. */
class BlockTest {
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
    /** PReLU with a slope of 1. */
    private static final Activation IDENTITY =
            new Activation(new ActivationSpec("prelu", Sharing.LAYER, Map.of("a", 1.0), List.of()));

    static Stream<Arguments> blocks() {
        return Stream.of(Sharing.values())
                .map(sharing -> new Activation(new ActivationSpec("coslu", sharing, Map.of(), List.of())))
                .flatMap(coslu -> Stream.of(
                        Arguments.of(Block.stem(3, coslu), 6, 6),
                        Arguments.of(Block.basic(2, coslu), 3, 5),
                        Arguments.of(Block.shrinking(4, coslu, Shortcut.A), 4, 4),
                        Arguments.of(Block.shrinking(6, coslu, Shortcut.A), 5, 3),
                        Arguments.of(Block.shrinking(4, coslu, Shortcut.B), 5, 4)));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockHasTheNumericGradients(Block block, int height, int width) {
        of(block, LayerGradients.random(new Random(7), 2, height, width, 2)).check();
    }

    @Test
    void theGlobalAveragePoolHasTheNumericGradients() {
        of(new GlobalAveragePool(), LayerGradients.random(new Random(7), 2, 3, 4, 2))
                .check();
    }

    @ParameterizedTest
    @CsvSource({"LAYER, 1", "NETWORK, 1", "CHANNEL, 3"})
    void activationParametersAreOneOrOneForEachChannel(Sharing sharing, long count) {
        Block block = Block.stem(3, new Activation(new ActivationSpec("coslu", sharing, Map.of("b", 0.5), List.of())));
        Layer layer = fresh(block, LayerGradients.random(new Random(1), 1, 4, 4, 2));
        assertThat(layer.getParam("act1.a").toDoubleVector())
                .hasSize((int) count)
                .containsOnly(1.0);
        assertThat(layer.getParam("act1.b").toDoubleVector())
                .hasSize((int) count)
                .containsOnly(0.5);
    }

    @Test
    void aConvolutionIsTheSumOfItsDefinition() {
        INDArray x = LayerGradients.random(new Random(1), 1, 5, 5, 2);
        Layer layer = fresh(Block.shrinking(2, IDENTITY, Shortcut.A), x);
        INDArray w = layer.getParam("conv1.weight");
        w.assign(LayerGradients.random(new Random(2), w.shape()));
        // The second convolution takes over the first channel at its centre, and the shortcut is taken off again.
        layer.getParam("conv2.weight").putScalar(new int[] {1, 1, 0, 0}, 1);
        layer.getParam("bn1.variance").assign(1 - Unit.EPSILON);
        layer.getParam("bn2.variance").assign(1 - Unit.EPSILON);
        INDArray y = layer.activate(x, false, NO_WORKSPACES);
        // Output pixel (2, 1), channel 0: stride 2 and one zero around the image put its window at rows 3..5, columns
        // 1..3.
        double sum = x.getDouble(0, 4, 2, 0);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int c = 0; c < 2; c++) {
                    int row = 3 + i;
                    sum += row < 5 ? x.getDouble(0, row, 1 + j, c) * w.getDouble(i, j, c, 0) : 0;
                }
            }
        }
        assertThat(y.getDouble(0, 2, 1, 0)).isCloseTo(sum, within(1e-12));
    }

    @Test
    void shortcutATakesEverySecondPixelAndPadsChannelsOnBothSides() {
        INDArray x = LayerGradients.random(new Random(2), 2, 4, 4, 2);
        // Convolutions of a fresh block are zero, which leaves the shortcut alone.
        INDArray y = fresh(Block.shrinking(4, IDENTITY, Shortcut.A), x).activate(x, true, NO_WORKSPACES);
        assertThat(y.shape()).containsExactly(2, 2, 2, 4);
        assertThat(y.getDouble(1, 1, 0, 1)).isEqualTo(x.getDouble(1, 2, 0, 0));
        assertThat(y.getDouble(1, 1, 0, 2)).isEqualTo(x.getDouble(1, 2, 0, 1));
        assertThat(channel(y, 0).sumNumber().doubleValue()).isZero();
        assertThat(channel(y, 3).sumNumber().doubleValue()).isZero();
    }

    @Test
    void runningStatisticsMoveATenthOfTheWayToTheBatchWithTheUnbiasedVariance() {
        INDArray x = LayerGradients.random(new Random(3), 2, 2, 2, 1);
        Layer layer = copyingStem(x);
        layer.getParam("bn1.mean").assign(0.4);
        layer.getParam("bn1.variance").assign(0.7);
        layer.activate(x, true, NO_WORKSPACES);
        double mean = layer.getParam("bn1.mean").getDouble(0);
        double variance = layer.getParam("bn1.variance").getDouble(0);
        assertThat(mean).isCloseTo(0.9 * 0.4 + 0.1 * x.meanNumber().doubleValue(), within(1e-12));
        assertThat(variance).isCloseTo(0.9 * 0.7 + 0.1 * x.varNumber().doubleValue(), within(1e-12));

        layer.activate(x, false, NO_WORKSPACES);
        assertThat(layer.getParam("bn1.mean").getDouble(0)).isEqualTo(mean);
    }

    @Test
    void aFreshNormGivesEachChannelMeanZeroAndVarianceOne() {
        INDArray x = LayerGradients.random(new Random(4), 4, 3, 3, 1).mul(5).add(7);
        INDArray y = copyingStem(x).activate(x, true, NO_WORKSPACES);
        assertThat(y.meanNumber().doubleValue()).isCloseTo(0, within(1e-9));
        assertThat(y.var(false).getDouble(0)).isCloseTo(1, within(1e-5));
    }

    /** A stem whose convolution copies its one channel. */
    private static Layer copyingStem(INDArray x) {
        Layer layer = fresh(Block.stem(1, IDENTITY), x);
        layer.getParam("conv1.weight").putScalar(new int[] {1, 1, 0, 0}, 1);
        return layer;
    }

    private static INDArray channel(INDArray images, int channel) {
        return images.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(channel, channel + 1));
    }

    private static Layer fresh(ImageLayer layer, INDArray input) {
        return LayerGradients.instantiate(layer, type(input));
    }

    private static LayerGradients of(ImageLayer layer, INDArray input) {
        return new LayerGradients(layer, type(input), input, 11);
    }

    private static InputType type(INDArray input) {
        return InputType.convolutional(input.size(1), input.size(2), input.size(3), CNN2DFormat.NHWC);
    }
}
