package dev.trainyard.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    private static final int RGB = BufferedImage.TYPE_INT_RGB;

    /** Written by Pillow: 32 x 32, lossless. */
    private static final String LOSSLESS_WEBP = "UklGRigAAABXRUJQVlA4TBwAAAAvH8AHAA8wFKMwHvMfeBASEKb4P1TTI/qfpBwB";

    /** Written by Pillow: 48 x 40, green. */
    private static final String LOSSY_WEBP =
            "UklGRlAAAABXRUJQVlA4IEQAAADQAwCdASowACgAPtForlGoJiQio4gBABoJZwDMwoB+AAAc1HqyQfAA/tLt"
                    + "f/kFywuuRr/+bArmufoYQtXZjSUI/3AAAA==";

    /** Written by Pillow: 32 x 32, transparent, in the extended format. */
    private static final String CLEAR_WEBP =
            "UklGRm4AAABXRUJQVlA4WAoAAAAQAAAAHwAAHwAAQUxQSAkAAAABBxAREYiI/gcAVlA4ID4AAAAwAwCd"
                    + "ASogACAAPtFiqk+oJaOiKAgBABoJZQDJAoAAQFBQAP7rNv/isnxX7f/0JP/ibP+Js+DmJvNnhAAAAA==";

    /** Written by Pillow: 32 x 32, two frames. */
    private static final String MOVING_WEBP =
            "UklGRqAAAABXRUJQVlA4WAoAAAACAAAAHwAAHwAAQU5JTQYAAAAAAAAAAABBTk1GQgAAAAAAAAAAAB8A"
                    + "AB8AAAAAAAJWUDhMKgAAAC8fwAcADzAUozAe8x94EAgkoewPOkNE//sAAAEAAAAAAAAAAAAAAAB2BUFOTUYqAAAAAAAAAAAAHwAAHwAA"
                    + "AAAAAFZQOEwRAAAALx/ABwAH0IQmNKH/gYjofwAA";

    private final Reading reading = new Reading(4_000_000);

    /** What a network sees of a file. */
    private record Reading(int maxPixels) {
        Optional<byte[]> read(byte[] file) {
            try {
                return Optional.of(new PictureReader(maxPixels).read(file).pixels(32, Fitting.CROP));
            } catch (UnreadablePictureException e) {
                return Optional.empty();
            }
        }
    }

    @Test
    void anImageOfTheNetworksSizeIsSeenAsItIs() throws IOException {
        BufferedImage image = new BufferedImage(32, 32, RGB);
        image.setRGB(5, 3, 0x0A141E);

        byte[] pixels = reading.read(file(image, "png")).orElseThrow();

        int at = (3 * 32 + 5) * 3;
        assertThat(Arrays.copyOfRange(pixels, at, at + 3)).containsExactly(10, 20, 30);
        assertThat(pixels)
                .hasSize(32 * 32 * 3)
                .satisfies(all -> assertThat(all[0]).isZero());
    }

    @Test
    void aLargeImageIsItsSquareAroundTheMiddleEachPixelTheMeanOfThoseItCovers() throws IOException {
        BufferedImage wide = new BufferedImage(128, 64, RGB);
        fill(wide, Color.RED, 0, 0, 32, 64); // cut off
        fill(wide, Color.RED, 96, 0, 32, 64);
        for (int y = 0; y < 64; y++) {
            for (int x = 32; x < 96; x++) {
                wide.setRGB(x, y, (x + y) % 2 == 0 ? 0xFFFFFF : 0);
            }
        }

        byte[] pixels = reading.read(file(wide, "png")).orElseThrow();

        for (byte value : pixels) {
            assertThat(value & 0xFF).isBetween(127, 128);
        }
    }

    @Test
    void aSmallImageBecomesLargerByItsNearestPixels() throws IOException {
        BufferedImage small = new BufferedImage(2, 2, RGB);
        small.setRGB(1, 0, 0xFFFFFF);

        byte[] pixels = reading.read(file(small, "png")).orElseThrow();

        assertThat(pixels[0]).isZero();
        assertThat(pixels[15 * 3]).isZero();
        assertThat(pixels[16 * 3] & 0xFF).isEqualTo(255);
        assertThat(pixels[(16 * 32 + 31) * 3]).isZero();
    }

    @Test
    void whatIsTransparentStandsOnWhiteAndGreyAndPalettesAreColours() throws IOException {
        BufferedImage clear = new BufferedImage(32, 32, BufferedImage.TYPE_INT_ARGB);
        BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        BufferedImage palette = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_INDEXED);
        fill(palette, Color.BLUE, 0, 0, 32, 32);

        assertThat(reading.read(file(clear, "png")).orElseThrow()).containsOnly((byte) 255);
        assertThat(reading.read(file(grey, "png")).orElseThrow())
                .startsWith((byte) 100, (byte) 100, (byte) 100, (byte) 0)
                .endsWith((byte) 0);
        assertThat(reading.read(file(palette, "png")).orElseThrow()).startsWith((byte) 0, (byte) 0, (byte) 255);
    }

    @Test
    void jpegIsReadToo() throws IOException {
        BufferedImage green = new BufferedImage(300, 200, RGB);
        fill(green, Color.GREEN, 0, 0, 300, 200);

        byte[] pixels = reading.read(file(green, "jpg")).orElseThrow();

        assertThat(pixels[1] & 0xFF).isGreaterThan(250);
    }

    @Test
    void aLossyWebPIsReadToo() {
        byte[] pixels = reading.read(decoded(LOSSY_WEBP)).orElseThrow();

        assertThat(pixels[1] & 0xFF).isGreaterThan(240);
        assertThat(pixels[0] & 0xFF).isLessThan(15);
    }

    @Test
    void aWebPThatIsLargeOrCutOffOrTakesMemoryThatItsHeaderDoesNotTellIsNone() {
        byte[] lossy = decoded(LOSSY_WEBP);
        assertThat(reading.read(Arrays.copyOf(lossy, lossy.length - 8))).isEmpty();
        assertThat(reading.read(Arrays.copyOf(lossy, 21))).isEmpty();
        assertThat(new Reading(16 * 48 * 40 - 1).read(lossy)).isEmpty();
        assertThat(new Reading(16 * 48 * 40).read(lossy)).isPresent();
        ByteBuffer header = ByteBuffer.wrap(lossy).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(26, (short) 16383).putShort(28, (short) 16383); // width and height of the frame
        assertThat(reading.read(lossy)).isEmpty();

        for (String other : new String[] {LOSSLESS_WEBP, CLEAR_WEBP, MOVING_WEBP}) {
            assertThat(reading.read(decoded(other))).isEmpty();
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Test
    void anImageOfTooManyPixelsIsRefusedBeforeItTakesMemory() throws IOException {
        byte[] bomb = file(new BufferedImage(8, 8, RGB), "png");
        ByteBuffer header = ByteBuffer.wrap(bomb);
        header.putInt(16, 60_000).putInt(20, 60_000); // width and height of the IHDR chunk
        CRC32 crc = new CRC32();
        crc.update(bomb, 12, 17);
        header.putInt(29, (int) crc.getValue());

        assertThat(reading.read(bomb)).isEmpty();
        assertThat(new Reading(63).read(file(new BufferedImage(8, 8, RGB), "png")))
                .isEmpty();
        assertThat(new Reading(64).read(file(new BufferedImage(8, 8, RGB), "png")))
                .isPresent();
    }

    @Test
    void whatIsDamagedOrNoImageOrAnotherKindIsNone() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, RGB);
        byte[] png = file(image, "png");

        assertThat(reading.read(new byte[0])).isEmpty();
        assertThat(reading.read("not an image".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(reading.read(Arrays.copyOf(png, png.length / 2))).isEmpty();
        byte[] jpeg = file(image, "jpg");
        assertThat(reading.read(Arrays.copyOf(jpeg, jpeg.length - 2))).isEmpty();
        assertThat(reading.read(file(image, "gif"))).isEmpty();
        assertThat(reading.read(file(image, "bmp"))).isEmpty();
    }

    @Test
    void changedBytesOfAWebPAreAnImageOrNone() {
        Random random = new Random(6);
        for (String webp : new String[] {LOSSLESS_WEBP, LOSSY_WEBP, CLEAR_WEBP}) {
            for (int change = 0; change < 1000; change++) {
                byte[] changed = decoded(webp);
                for (int i = 0; i <= random.nextInt(3); i++) {
                    changed[12 + random.nextInt(changed.length - 12)] = (byte) random.nextInt(256);
                }
                reading.read(changed).ifPresent(pixels -> assertThat(pixels).hasSize(32 * 32 * 3));
            }
        }
    }

    @Test
    void changedBytesAreAnImageOrNone() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, RGB);
        Random random = new Random(5);
        for (String format : new String[] {"png", "jpg"}) {
            byte[] file = file(image, format);
            for (int change = 0; change < 2000; change++) {
                byte[] changed = file.clone();
                for (int i = 0; i <= random.nextInt(4); i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                reading.read(changed).ifPresent(pixels -> assertThat(pixels).hasSize(32 * 32 * 3));
            }
        }
    }

    private static void fill(BufferedImage image, Color colour, int x, int y, int width, int height) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.dispose();
    }

    @Test
    void allOfAPictureIsSeenInABlackFrameWhereThatIsWanted() throws Exception {
        BufferedImage wide = new BufferedImage(64, 32, RGB);
        fill(wide, Color.WHITE, 0, 0, 64, 32);

        byte[] pixels = new PictureReader(4_000_000).read(file(wide, "png")).pixels(32, Fitting.FIT);

        for (int row = 0; row < 32; row++) {
            int expected = row >= 8 && row < 24 ? 255 : 0;
            assertThat(pixels[row * 32 * 3] & 0xFF).as("row " + row).isEqualTo(expected);
        }
    }

    @Test
    void whatIsFittedIsTheSquareWithThePictureInItsMiddle() {
        Random random = new Random(7);
        for (int[] size : new int[][] {{5, 17}, {40, 13}, {100, 33}, {33, 100}, {64, 64}, {1, 90}}) {
            BufferedImage picture = new BufferedImage(size[0], size[1], RGB);
            int side = Math.max(size[0], size[1]);
            BufferedImage square = new BufferedImage(side, side, RGB);
            for (int i = 0; i < size[0] * size[1]; i++) {
                int x = i % size[0];
                int y = i / size[0];
                picture.setRGB(x, y, random.nextInt());
                square.setRGB((side - size[0]) / 2 + x, (side - size[1]) / 2 + y, picture.getRGB(x, y));
            }

            assertThat(new Picture(picture).pixels(32, Fitting.FIT))
                    .as(Arrays.toString(size))
                    .isEqualTo(new Picture(square).pixels(32, Fitting.CROP));
        }
    }

    @Test
    void aPictureOfOneRowIsFittedAsFastAsAnother() {
        Picture row = new Picture(new BufferedImage(1 << 20, 1, BufferedImage.TYPE_BYTE_GRAY));

        byte[] pixels = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> row.pixels(32, Fitting.FIT));

        assertThat(pixels).containsOnly((byte) 0);
    }

    @Test
    void aChunkThatWouldLeadBackIsDamaged() throws IOException {
        byte[] png = file(new BufferedImage(4, 4, RGB), "png");
        ByteBuffer.wrap(png).putInt(png.length - 12, -12).putInt(png.length - 8, 0x74455874); // instead of the end

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(refusal(png)).isEqualTo(Refusal.DAMAGED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aPictureThatIsAnArchiveAsWellIsDamaged(String format) throws Exception {
        byte[] picture = file(new BufferedImage(40, 40, RGB), format);
        byte[] archive = zip("hidden.txt", "more than a picture");
        byte[] end = Arrays.copyOfRange(picture, picture.length - 12, picture.length); // of the picture, once more
        byte[] both = concatenated(picture, archive, end);

        assertThat(refusal(both)).isEqualTo(Refusal.DAMAGED);
        assertThat(refusal(concatenated(picture, new byte[4096]))).isNull(); // padding
        assertThat(refusal(concatenated(picture, new byte[] {1, 2, 3}))).isNull();
    }

    @Test
    void whatIsNoPictureOfAKindThatIsReadHasTheWrongType() throws Exception {
        BufferedImage image = new BufferedImage(40, 40, RGB);
        for (String format : new String[] {"gif", "bmp", "tiff"}) {
            assertThat(refusal(file(image, format))).as(format).isEqualTo(Refusal.WRONG_TYPE);
        }
        byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"/>".getBytes(UTF_8);
        assertThat(refusal(svg)).isEqualTo(Refusal.WRONG_TYPE);
        assertThat(refusal(new byte[0])).isEqualTo(Refusal.WRONG_TYPE);
    }

    private static @Nullable Refusal refusal(byte[] file) {
        try {
            new PictureReader(4_000_000).read(file);
            return null;
        } catch (UnreadablePictureException e) {
            return e.refusal();
        }
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concatenated(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
