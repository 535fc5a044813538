package dev.trainyard.expansion;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.picture.Fitting;
import dev.trainyard.picture.PictureReader;
import dev.trainyard.picture.UnreadablePictureException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** How many changed copies the threshold of likeness finds, and how many images that are no copies it mistakes for some. */
public final class LikenessBenchmark {
    private static final int[] THRESHOLDS = {0, 2, 4, 6, 8, 10, 12};
    private static final int SIDE = 32;
    private static final int IMAGES = 2000;

    private LikenessBenchmark() {}

    /** Prints two tables of a data set of 32 x 32 pixels. */
    public static void run(Dataset dataset) {
        System.out.printf("%n%s, of %d test images:%n%n", dataset.name(), IMAGES);
        header("those that resemble, within so many bits of 64");
        long[] train = hashes(dataset.train(), dataset.train().size());
        long[] test = hashes(dataset.test(), IMAGES);
        row("one of %d training images".formatted(train.length), threshold -> share(test, train, threshold));
        Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
        changes.put("themselves as JPEG of quality 0.6", pixels -> jpeg(pixels, SIDE, 0.6f));
        changes.put("themselves three times as large, as JPEG of 0.75", pixels -> jpeg(pixels, 3 * SIDE, 0.75f));
        changes.put("themselves brighter by a fifth", LikenessBenchmark::brighter);
        changes.put("themselves moved by one pixel", pixels -> moved(pixels, 1));
        changes.put("themselves moved by two pixels", pixels -> moved(pixels, 2));
        changes.put("themselves mirrored", LikenessBenchmark::mirrored);
        changes.forEach((name, change) -> row(name, threshold -> found(dataset.test(), change, threshold)));
    }

    private static void header(String title) {
        System.out.println("| " + title + " | "
                + Arrays.stream(THRESHOLDS).mapToObj(String::valueOf).collect(Collectors.joining(" | ")) + " |");
        System.out.println("|---|" + "--:|".repeat(THRESHOLDS.length));
    }

    private interface Rate {
        double at(int threshold);
    }

    private static void row(String name, Rate rate) {
        System.out.println("| " + name + " | "
                + Arrays.stream(THRESHOLDS)
                        .mapToObj(threshold -> String.format(Locale.ROOT, "%.2f %%", 100 * rate.at(threshold)))
                        .collect(Collectors.joining(" | "))
                + " |");
    }

    private static long[] hashes(ImageSet images, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToLong(i -> PerceptualHash.of(images.image(i), SIDE))
                .toArray();
    }

    private static double share(long[] some, long[] others, int threshold) {
        return Arrays.stream(some)
                        .parallel()
                        .filter(hash ->
                                Arrays.stream(others).anyMatch(other -> Long.bitCount(hash ^ other) <= threshold))
                        .count()
                / (double) some.length;
    }

    private static double found(ImageSet images, UnaryOperator<byte[]> change, int threshold) {
        return IntStream.range(0, IMAGES)
                        .parallel()
                        .filter(i -> Long.bitCount(PerceptualHash.of(images.image(i), SIDE)
                                        ^ PerceptualHash.of(change.apply(images.image(i)), SIDE))
                                <= threshold)
                        .count()
                / (double) IMAGES;
    }

    private static byte[] jpeg(byte[] pixels, int side, float quality) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int colour = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff;
            image.setRGB(i % SIDE, i / SIDE, colour);
        }
        BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, side, side, null);
        graphics.dispose();
        try {
            return new PictureReader(side * side).read(encoded(scaled, quality)).pixels(SIDE, Fitting.CROP);
        } catch (IOException | UnreadablePictureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(BufferedImage image, float quality) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] brighter(byte[] pixels) {
        byte[] changed = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            changed[i] = (byte) Math.min(255, (pixels[i] & 0xff) * 6 / 5);
        }
        return changed;
    }

    private static byte[] moved(byte[] pixels, int by) {
        byte[] changed = new byte[pixels.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                System.arraycopy(pixels, (y * SIDE + Math.max(0, x - by)) * 3, changed, (y * SIDE + x) * 3, 3);
            }
        }
        return changed;
    }

    private static byte[] mirrored(byte[] pixels) {
        byte[] changed = new byte[pixels.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                System.arraycopy(pixels, (y * SIDE + SIDE - 1 - x) * 3, changed, (y * SIDE + x) * 3, 3);
            }
        }
        return changed;
    }
}
