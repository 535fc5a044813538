package dev.trainyard.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
    private static final ImageSet IMAGES = Images.random(50);
    private static final int[] ALL = Images.allOf(50);

    @Test
    void theLastIncompleteBatchIsKept() {
        List<Batch> batches = drain(BatchLoader.inOrder(IMAGES, ALL, 16, Images.UNIT));

        assertThat(batches).map(Batch::size).containsExactly(16, 16, 16, 2);
        assertThat(batches.get(3).images()).hasSize(2 * 32 * 32 * 3);
    }

    @Test
    void inOrderGivesTheImagesAtTheIndicesAsTheyAre() {
        List<Batch> batches = drain(BatchLoader.inOrder(IMAGES, new int[] {7, 3, 7}, 2, Images.UNIT));

        assertThat(labels(batches)).containsExactly(7, 3, 7);
        assertThat(Images.image(batches.get(0), 1)).isEqualTo(scaled(3));
    }

    @Test
    void aShuffledPassShowsEveryImageOnce() {
        List<Integer> labels = labels(drain(shuffled(Augmentation.NONE, 42, 1)));

        assertThat(labels)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ALL).boxed().toList());
        assertThat(labels).isNotEqualTo(Arrays.stream(ALL).boxed().toList());
    }

    @Test
    void anImageAndItsLabelStayTogetherWhenShuffled() {
        Batch batch = drain(shuffled(Augmentation.NONE, 42, 1)).get(0);

        for (int i = 0; i < batch.size(); i++) {
            assertThat(Images.image(batch, i)).isEqualTo(scaled(batch.labels()[i]));
        }
    }

    @Test
    void anEpochIsTheSameWhateverCameBefore() {
        drain(shuffled(Augmentation.FLIP_AND_CROP, 42, 1));
        List<Batch> after = drain(shuffled(Augmentation.FLIP_AND_CROP, 42, 2));
        List<Batch> alone = drain(shuffled(Augmentation.FLIP_AND_CROP, 42, 2));

        assertThat(labels(after)).isEqualTo(labels(alone));
        assertThat(after)
                .map(Batch::images)
                .containsExactlyElementsOf(alone.stream().map(Batch::images).toList());
    }

    @Test
    void epochsAndSeedsDifferAndAreNotInterchangeable() {
        assertThat(List.of(
                        labels(drain(shuffled(Augmentation.NONE, 1, 1))),
                        labels(drain(shuffled(Augmentation.NONE, 1, 2))),
                        labels(drain(shuffled(Augmentation.NONE, 2, 1))),
                        labels(drain(shuffled(Augmentation.NONE, 2, 2)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void anImageIsAugmentedAnewInEachEpoch() {
        int[] one = {5};
        List<float[]> seen = new ArrayList<>();
        for (int epoch = 1; epoch <= 8; epoch++) {
            seen.add(drain(BatchLoader.shuffled(IMAGES, one, 1, Augmentation.FLIP_AND_CROP, Images.UNIT, 42, epoch))
                    .get(0)
                    .images());
        }

        assertThat(seen.stream().map(Arrays::hashCode).distinct()).hasSizeGreaterThan(4);
    }

    @Test
    void aBatchIsNotOverwrittenByTheNext() {
        try (BatchLoader loader = BatchLoader.inOrder(IMAGES, ALL, 10, Images.UNIT)) {
            Batch first = loader.next();
            float[] copy = first.images().clone();
            loader.next();
            loader.next();

            assertThat(first.images()).isEqualTo(copy);
        }
    }

    @Test
    void aFailureInTheBackgroundSurfacesInNext() {
        int[] beyond = {0, 1, 50};
        try (BatchLoader loader = BatchLoader.inOrder(IMAGES, beyond, 2, Images.UNIT)) {
            assertThat(loader.next().size()).isEqualTo(2);
            assertThatIllegalStateException()
                    .isThrownBy(loader::next)
                    .withCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void closingStopsTheThreadInTheMiddleOfAPass() {
        List<Thread> before = loaderThreads();
        BatchLoader loader = BatchLoader.inOrder(IMAGES, ALL, 10, Images.UNIT);
        loader.next();
        Thread thread = loaderThreads().stream()
                .filter(t -> !before.contains(t))
                .findFirst()
                .orElseThrow();
        assertThat(thread.isDaemon()).isTrue();

        loader.close();

        await().until(() -> !thread.isAlive());
        assertThatIllegalStateException().isThrownBy(loader::next).withMessageContaining("closed");
    }

    @Test
    void anInterruptedThreadDoesNotWaitForABatch() {
        try (BatchLoader loader = BatchLoader.inOrder(IMAGES, ALL, 10, Images.UNIT)) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(loader::next);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }

    @Test
    void noImagesMakeNoBatches() {
        try (BatchLoader loader = BatchLoader.inOrder(IMAGES, new int[0], 10, Images.UNIT)) {
            assertThat(loader.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(loader::next);
        }
    }

    @Test
    void aBatchLargerThanTheSetHoldsAllOfIt() {
        List<Batch> batches = drain(BatchLoader.inOrder(IMAGES, ALL, Integer.MAX_VALUE, Images.UNIT));

        assertThat(batches).map(Batch::size).containsExactly(50);
    }

    @Test
    void aBatchSizeBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchLoader.inOrder(IMAGES, ALL, 0, Images.UNIT))
                .withMessageContaining("batch size");
    }

    private static BatchLoader shuffled(Augmentation augmentation, long seed, int epoch) {
        return BatchLoader.shuffled(IMAGES, ALL, 16, augmentation, Images.UNIT, seed, epoch);
    }

    private static List<Batch> drain(BatchLoader loader) {
        try (loader) {
            List<Batch> batches = new ArrayList<>();
            loader.forEachRemaining(batches::add);
            return batches;
        }
    }

    private static List<Integer> labels(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> Arrays.stream(batch.labels()).boxed())
                .toList();
    }

    private static float[] scaled(int image) {
        byte[] pixels = IMAGES.image(image);
        float[] scaled = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            scaled[i] = (pixels[i] & 0xFF) / 255f;
        }
        return scaled;
    }

    private static List<Thread> loaderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("batch-loader"))
                .toList();
    }
}
