package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.dataset.ImageSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a network whose first pixel is its certainty in hundredths, and whose second the class that it sees. */
class LabelCheckTest {
    private static final List<String> CLASSES = List.of("cat", "dog", "ship");

    private static LabelCheck check(double confidence, double outliers) {
        CheckOptions options = new CheckOptions("run_1", "00", false, confidence, outliers);
        return new LabelCheck(
                CLASSES,
                options,
                images -> images.stream().map(LabelCheckTest::see).toList(),
                known());
    }

    private static float[] see(byte[] image) {
        float certainty = image[0] / 100f;
        float[] probabilities = new float[CLASSES.size()];
        probabilities[image[1]] = certainty;
        return probabilities;
    }

    /** A hundred images, certain from 0.01 to 1. */
    private static ImageSet known() {
        byte[] pixels = new byte[100 * 3];
        for (int image = 0; image < 100; image++) {
            pixels[image * 3] = (byte) (image + 1);
        }
        return new ImageSet(1, 1, pixels, new int[100]);
    }

    private static byte[] seen(int hundredths, int as) {
        return new byte[] {(byte) hundredths, (byte) as, 0};
    }

    @Test
    void aLabelIsDoubtedWhereAnotherClassIsCertainEnough() {
        LabelCheck check = check(0.9, 0);
        assertThat(check.of("cat", seen(99, 0))).isEmpty();
        assertThat(check.of("cat", seen(89, 1))).isEmpty();
        assertThat(check.of("cat", seen(90, 1)))
                .contains(new LabelCheck.Doubt(Fate.MISLABELLED, "taken for dog with 0.90"));
        assertThat(check.of("aeroplane", seen(99, 1)))
                .as("a class that the network does not know")
                .isEmpty();
    }

    @Test
    void anOutlierIsLessCertainThanAlmostAllThatIsKnown() {
        LabelCheck check = check(0.9, 0.1);
        // Ten of the hundred known ones are below 0.11.
        assertThat(check.of("cat", seen(11, 0))).isEmpty();
        assertThat(check.of("cat", seen(10, 0)).map(LabelCheck.Doubt::fate)).contains(Fate.OUTLIER);
        assertThat(check.of("aeroplane", seen(10, 0)).map(LabelCheck.Doubt::fate))
                .contains(Fate.OUTLIER);
        assertThat(check(0.9, 0).of("cat", seen(1, 0))).isEmpty();
    }
}
