package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Team;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PixelMeansTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 64, 64", "3, 15, 5"})
    void eachImageHasTheMeanOfItsOwnPixels(int images, int pixels, int channels) {
        INDArray input = LayerGradients.random(new Random(1), images, pixels, channels);
        INDArray means = Nd4j.createUninitialized(images, channels);
        try (Team team = new Team(2)) {
            new PixelMeans(images, pixels, channels)
                    .forward(team, Floats.of(input.castTo(means.dataType())), Floats.of(means));
        }
        assertThat(means.equalsWithEps(input.mean(1).castTo(means.dataType()), 1e-6))
                .isTrue();
    }

    @Test
    void everyPixelHasItsShareOfTheGradient() {
        INDArray gradient = Nd4j.createFromArray(new float[][] {{6, -3}, {0, 1.5f}});
        Floats each = Floats.allocate(2 * 3 * 2);
        try (Team team = new Team(2)) {
            new PixelMeans(2, 3, 2).backward(team, Floats.of(gradient), each);
        }
        float[] values = new float[12];
        each.read(0, values, 12);
        assertThat(values).containsExactly(2, -1, 2, -1, 2, -1, 0, 0.5f, 0, 0.5f, 0, 0.5f);
    }
}
