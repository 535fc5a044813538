package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static final Dataset SHAPES = new Shapes().load();

    /** Results on shapes are comparable only while the images stay what they are: change the name with the pixels. */
    @Test
    void thePixelsAreTheSameOnEveryMachine() {
        assertThat(DigestUtils.md5Hex(SHAPES.train().pixels())).isEqualTo("859610ccbd495c2844cc02b756c755cc");
        assertThat(DigestUtils.md5Hex(SHAPES.test().pixels())).isEqualTo("6df3a22caff53b476b8b8e82ea9277b2");
    }

    @Test
    void everyClassIsEquallyFrequent() {
        assertThat(SHAPES.classes()).hasSize(10).contains("horizontal_stripes").doesNotHaveDuplicates();
        for (ImageSet images : new ImageSet[] {SHAPES.train(), SHAPES.test()}) {
            var counts = IntStream.range(0, images.size())
                    .mapToObj(images::label)
                    .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
            assertThat(counts).hasSize(10);
            assertThat(counts.values()).containsOnly(images.size() / 10L);
        }
    }

    @Test
    void itIsWhatItsDescriptionSays() {
        DatasetDescription description = new Shapes().describe();

        assertThat(SHAPES.train().size()).isEqualTo(description.trainImages());
        assertThat(SHAPES.test().size()).isEqualTo(description.testImages());
        assertThat(SHAPES.classes()).hasSize(description.classes());
        assertThat(description.available()).isTrue();
    }

    @Test
    void theNormalizationIsThatOfTheTrainingImages() {
        byte[] pixels = SHAPES.train().pixels();
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            double squares = 0;
            for (int i = channel; i < pixels.length; i += 3) {
                double value = (pixels[i] & 0xFF) / 255.0;
                sum += value;
                squares += value * value;
            }
            double mean = sum * 3 / pixels.length;
            double std = Math.sqrt(squares * 3 / pixels.length - mean * mean);
            assertThat(mean).isCloseTo(SHAPES.normalization().mean().get(channel), within(5e-5));
            assertThat(std).isCloseTo(SHAPES.normalization().std().get(channel), within(5e-5));
        }
    }

    @Test
    void noTestImageIsATrainingImage() {
        var train = IntStream.range(0, SHAPES.train().size())
                .map(i -> Arrays.hashCode(SHAPES.train().image(i)))
                .boxed()
                .collect(Collectors.toSet());
        assertThat(IntStream.range(0, SHAPES.test().size())
                        .map(i -> Arrays.hashCode(SHAPES.test().image(i)))
                        .filter(train::contains)
                        .count())
                .as("hashes in common, a few of which may be chance")
                .isLessThan(5);
    }

    /** Pixels tell a linear model almost nothing of an image that it has not seen (a small convolutional network: 62 % after four epochs). */
    @Test
    void aLinearModelLearnsLittleThatHoldsForOtherImages() {
        SoftmaxRegression model = new SoftmaxRegression(SHAPES.train().values(), 10);
        for (int epoch = 1; epoch <= 4; epoch++) {
            int[] all = Images.allOf(SHAPES.train().size());
            try (BatchLoader batches = BatchLoader.shuffled(
                    SHAPES.train(), all, 128, Augmentation.NONE, SHAPES.normalization(), 42, epoch)) {
                model.train(batches, 2e-4f / epoch);
            }
        }

        assertThat(accuracy(model, SHAPES.train())).as("it does learn").isGreaterThan(0.2);
        assertThat(accuracy(model, SHAPES.test())).isBetween(0.12, 0.3);
    }

    private static double accuracy(SoftmaxRegression model, ImageSet images) {
        int[] all = Images.allOf(images.size());
        try (BatchLoader batches = BatchLoader.inOrder(images, all, 128, SHAPES.normalization())) {
            return model.accuracy(batches);
        }
    }
}
