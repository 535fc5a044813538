package dev.trainyard.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({"16, 1024, 0, 1", "16, 1024, 50, 0.001", "3, 37, -5, 2", "1, 1, 4, 1", "600, 5, 0, 1", "7, 999, 1e4, 1"
    })
    void meanAndVarianceAreThoseOfTheWholeBatchAlsoFarFromZero(
            int channels, int pixels, double mean, double deviation) {
        int tiles = 3;
        float[] data = random(tiles * pixels * channels, mean, deviation);
        Moments moments = take(data, channels, tiles);
        double[] means = moments.mean();
        double[] variances = moments.variance(means);
        for (int c = 0; c < channels; c++) {
            double expectedMean = 0;
            for (int i = c; i < data.length; i += channels) {
                expectedMean += (double) data[i] / (tiles * pixels);
            }
            double expectedVariance = 0;
            for (int i = c; i < data.length; i += channels) {
                expectedVariance += Math.pow(data[i] - expectedMean, 2) / (tiles * pixels);
            }
            assertThat(means[c]).isCloseTo(expectedMean, within(1e-6 * (1 + Math.abs(mean))));
            assertThat(variances[c]).isCloseTo(expectedVariance, within(2e-5 * (expectedVariance + 1e-12)));
        }
        assertThat(moments.count()).isEqualTo((long) tiles * pixels);
    }

    @Test
    void aChannelOfEqualValuesHasVarianceZero() {
        float[] data = new float[64];
        Arrays.fill(data, 0.1f);
        Moments moments = take(data, 2, 2);
        assertThat(moments.variance(moments.mean())).containsOnly(0.0);
    }

    @Test
    void oneNanMakesItsChannelNanAndNoOther() {
        float[] data = random(64, 0, 1);
        data[20] = Float.NaN;
        Moments moments = take(data, 2, 2);
        assertThat(moments.mean()[0]).isNaN();
        assertThat(moments.variance(moments.mean())[0]).isNaN();
        assertThat(moments.mean()[1]).isFinite();
    }

    private static Moments take(float[] data, int channels, int tiles) {
        Floats floats = Floats.allocate(data.length);
        floats.write(0, data, data.length);
        Moments moments = new Moments(channels, tiles);
        int length = data.length / tiles;
        for (int tile = tiles - 1; tile >= 0; tile--) {
            moments.take(tile, new Slice(floats, (long) tile * length), length);
        }
        return moments;
    }

    private static float[] random(int length, double mean, double deviation) {
        Random random = new Random(length);
        float[] data = new float[length];
        for (int i = 0; i < length; i++) {
            data[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return data;
    }
}
