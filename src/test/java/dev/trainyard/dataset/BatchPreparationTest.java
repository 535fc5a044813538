package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.Augmentation.View;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a 3 x 4 image whose pixel at row y, column x has the red value 10 y + x + 1. */
class BatchPreparationTest {
    private static final Normalization NO_SCALING =
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(1 / 255.0, 1 / 255.0, 1 / 255.0));

    @Test
    void theWholeImageKeepsItsPlace() {
        assertThat(reds(View.WHOLE)).isEqualTo("""
                        1 2 3 4
                        11 12 13 14
                        21 22 23 24
                        """);
    }

    @Test
    void aFlipMirrorsLeftAndRight() {
        assertThat(reds(new View(0, 0, true))).isEqualTo("""
                        4 3 2 1
                        14 13 12 11
                        24 23 22 21
                        """);
    }

    @Test
    void aCropTowardsTheLowerRightShowsPaddingThere() {
        assertThat(reds(new View(1, 2, false))).isEqualTo("""
                        13 14 0 0
                        23 24 0 0
                        0 0 0 0
                        """);
    }

    @Test
    void aCropTowardsTheUpperLeftShowsPaddingThere() {
        assertThat(reds(new View(-1, -1, false))).isEqualTo("""
                        0 0 0 0
                        0 1 2 3
                        0 11 12 13
                        """);
    }

    @Test
    void aFlippedCropIsTheMirrorOfTheCrop() {
        assertThat(reds(new View(1, 1, true))).isEqualTo("""
                        0 14 13 12
                        0 24 23 22
                        0 0 0 0
                        """);
    }

    @Test
    void aCropOutsideTheImageIsAllPadding() {
        assertThat(reds(new View(0, 4, false))).isEqualTo("0 0 0 0\n".repeat(3));
    }

    @Test
    void paddingIsZeroAfterNormalizationAndChannelsHaveTheirOwn() {
        ImageSet images = new ImageSet(1, 2, new byte[] {0, 51, (byte) 255, 0, 51, (byte) 255}, new int[] {7});
        Normalization normalization = new Normalization(List.of(0.5, 0.2, 0.0), List.of(0.5, 1.0, 0.5));

        Batch batch =
                new BatchPreparation(images, normalization).batch(new int[] {0}, new View[] {new View(0, 1, false)});

        assertThat(batch.images()).containsExactly(-1f, 0f, 2f, 0f, 0f, 0f);
        assertThat(batch.labels()).containsExactly(7);
    }

    private static String reds(View view) {
        byte[] pixels = new byte[3 * 4 * 3];
        for (int pixel = 0; pixel < 12; pixel++) {
            pixels[3 * pixel] = (byte) (10 * (pixel / 4) + pixel % 4 + 1);
        }
        ImageSet images = new ImageSet(3, 4, pixels, new int[] {0});
        float[] values = new BatchPreparation(images, NO_SCALING)
                .batch(new int[] {0}, new View[] {view})
                .images();

        StringBuilder rows = new StringBuilder();
        for (int pixel = 0; pixel < 12; pixel++) {
            rows.append(Math.round(values[3 * pixel])).append(pixel % 4 == 3 ? "\n" : " ");
        }
        return rows.toString();
    }
}
