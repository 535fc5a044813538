package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.trainyard.dataset.Augmentation.View;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int DRAWS = 162_000;

    @Test
    void flipOrCropFlipsAQuarterAndCropsHalfAndNeverBoth() {
        List<View> views = drawn(Augmentation.FLIP_OR_CROP);

        assertThat(views).noneMatch(view -> view.flipped() && moved(view));
        assertThat(views.stream().filter(View::flipped).count()).isCloseTo(DRAWS / 4, withPercentage(2));
        // One crop in 81 lands where the image was, and looks like no augmentation at all.
        assertThat(views.stream().filter(AugmentationTest::moved).count())
                .isCloseTo(DRAWS / 2 * 80 / 81, withPercentage(2));
    }

    @Test
    void flipAndCropFlipsHalfOfItsCrops() {
        List<View> views = drawn(Augmentation.FLIP_AND_CROP);

        assertThat(views.stream().filter(View::flipped).count()).isCloseTo(DRAWS / 2, withPercentage(2));
        assertThat(views.stream().filter(view -> view.flipped() && moved(view)).count())
                .isCloseTo(DRAWS / 2 * 80 / 81, withPercentage(2));
    }

    @Test
    void everyOffsetOfACropIsEquallyLikely() {
        Map<List<Integer>, Long> offsets = drawn(Augmentation.FLIP_AND_CROP).stream()
                .collect(Collectors.groupingBy(view -> List.of(view.down(), view.right()), Collectors.counting()));

        assertThat(offsets).hasSize(81);
        assertThat(offsets.keySet()).contains(List.of(-4, -4), List.of(4, 4));
        assertThat(offsets.values()).allSatisfy(count -> assertThat(count).isCloseTo(DRAWS / 81, withPercentage(12)));
    }

    @Test
    void noAugmentationShowsTheWholeImage() {
        assertThat(drawn(Augmentation.NONE)).containsOnly(View.WHOLE);
    }

    /** Drawn as in training: from a generator of its own for each position. */
    private static List<View> drawn(Augmentation augmentation) {
        return IntStream.range(0, DRAWS)
                .mapToObj(position -> {
                    Random random = Seeds.augmentation(42, 1, position);
                    return augmentation.draw(random);
                })
                .toList();
    }

    private static boolean moved(View view) {
        return view.down() != 0 || view.right() != 0;
    }
}
