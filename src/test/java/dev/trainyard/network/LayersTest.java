package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ImageLayer;
import dev.trainyard.activation.LayerGradients;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LayersTest {
    @ParameterizedTest
    @CsvSource({"3, 1, 6, 6", "3, 2, 6, 6", "3, 2, 5, 7", "1, 2, 6, 6", "1, 2, 5, 7"})
    void aConvolutionHasTheNumericGradients(int kernel, int stride, int height, int width) {
        check(new Convolution(kernel, stride, 3), height, width, 2);
    }

    @Test
    void batchNormInTrainingHasTheNumericGradients() {
        check(new BatchNorm(), 3, 2, 4);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "5, 3"})
    void thePaddedShortcutHasTheNumericGradients(int height, int width) {
        check(new PaddedShortcut(6), height, width, 3);
    }

    @Test
    void theGlobalAveragePoolHasTheNumericGradients() {
        check(new GlobalAveragePool(), 3, 4, 2);
    }

    @Test
    void aConvolutionIsTheSumOfItsDefinition() {
        INDArray x = LayerGradients.random(new Random(1), 1, 5, 5, 2);
        LayerGradients convolution = of(new Convolution(3, 2, 3), x);
        INDArray w = convolution.layer().getParam(Convolution.WEIGHT);
        INDArray y = convolution.output();
        // Output pixel (2, 1), channel 2: stride 2 and one zero around the image put its window at rows 3..5, columns
        // 1..3.
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int c = 0; c < 2; c++) {
                    int row = 3 + i;
                    int column = 1 + j;
                    sum += row < 5 ? x.getDouble(0, row, column, c) * w.getDouble(i, j, c, 2) : 0;
                }
            }
        }
        assertThat(y.getDouble(0, 2, 1, 2)).isCloseTo(sum, within(1e-12));
    }

    @Test
    void thePaddedShortcutTakesEverySecondPixelAndPadsChannelsOnBothSides() {
        INDArray x = LayerGradients.random(new Random(2), 2, 4, 4, 2);
        INDArray y = of(new PaddedShortcut(4), x).output();
        assertThat(y.shape()).containsExactly(2, 2, 2, 4);
        assertThat(y.getDouble(1, 1, 0, 1)).isEqualTo(x.getDouble(1, 2, 0, 0));
        assertThat(y.getDouble(1, 1, 0, 2)).isEqualTo(x.getDouble(1, 2, 0, 1));
        assertThat(channel(y, 0).sumNumber().doubleValue()).isZero();
        assertThat(channel(y, 3).sumNumber().doubleValue()).isZero();
    }

    @Test
    void runningStatisticsMoveATenthOfTheWayToTheBatchWithTheUnbiasedVariance() {
        INDArray x = LayerGradients.random(new Random(3), 2, 2, 2, 1);
        Layer norm = of(new BatchNorm(), x).layer();
        double meanBefore = norm.getParam(BatchNorm.MEAN).getDouble(0);
        double varianceBefore = norm.getParam(BatchNorm.VARIANCE).getDouble(0);
        norm.activate(x, true, LayerWorkspaceMgr.noWorkspaces());
        var step = norm.backpropGradient(x.like(), LayerWorkspaceMgr.noWorkspaces())
                .getFirst();
        double meanAfter = meanBefore - step.getGradientFor(BatchNorm.MEAN).getDouble(0);
        double varianceAfter =
                varianceBefore - step.getGradientFor(BatchNorm.VARIANCE).getDouble(0);
        assertThat(meanAfter).isCloseTo(0.9 * meanBefore + 0.1 * x.meanNumber().doubleValue(), within(1e-12));
        assertThat(varianceAfter)
                .isCloseTo(0.9 * varianceBefore + 0.1 * x.varNumber().doubleValue(), within(1e-12));
    }

    @Test
    void aFreshBatchNormGivesEachChannelMeanZeroAndVarianceOne() {
        INDArray x = LayerGradients.random(new Random(4), 4, 3, 3, 2).mul(5).add(7);
        LayerGradients norm = of(new BatchNorm(), x);
        norm.layer().getParam(BatchNorm.WEIGHT).assign(1);
        norm.layer().getParam(BatchNorm.BIAS).assign(0);
        INDArray y = norm.output();
        assertThat(channel(y, 1).meanNumber().doubleValue()).isCloseTo(0, within(1e-9));
        assertThat(channel(y, 1).var(false).getDouble(0)).isCloseTo(1, within(1e-5));
    }

    private static INDArray channel(INDArray images, int channel) {
        return images.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(channel, channel + 1));
    }

    private static void check(ImageLayer layer, int height, int width, int channels) {
        of(layer, LayerGradients.random(new Random(7), 2, height, width, channels))
                .check();
    }

    private static LayerGradients of(ImageLayer layer, INDArray input) {
        InputType type = InputType.convolutional(input.size(1), input.size(2), input.size(3), CNN2DFormat.NHWC);
        return new LayerGradients(layer, type, input, 11);
    }
}
