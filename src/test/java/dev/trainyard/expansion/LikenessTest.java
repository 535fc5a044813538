package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.picture.Fitting;
import dev.trainyard.picture.PictureReader;
import dev.trainyard.picture.UnreadablePictureException;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final int SIDE = 32;

    private final Likeness known = new Likeness(SIDE, ExpansionOptions.NEAR_THRESHOLD);

    private static byte[] pixels(byte[] file) throws UnreadablePictureException {
        return new PictureReader(1 << 20).read(file).pixels(SIDE, Fitting.CROP);
    }

    @Test
    void aPictureIsKnownAgainAlsoInAMirror() throws Exception {
        known.add(pixels(Mosaic.png(1)));
        byte[] mirrored = pixels(Mosaic.mirrored(1));

        assertThat(PerceptualHash.of(mirrored, SIDE)).isEqualTo(PerceptualHash.ofMirrored(pixels(Mosaic.png(1)), SIDE));
        assertThat(known.hasLike(mirrored)).isTrue();
        assertThat(known.hasLike(pixels(Mosaic.jpeg(1)))).isTrue();
        assertThat(known.hasLike(pixels(Mosaic.png(2)))).isFalse();
        assertThat(known.hasEqual(mirrored)).isFalse();
    }
}
