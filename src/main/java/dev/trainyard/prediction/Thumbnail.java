package dev.trainyard.prediction;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Makes an image as small as a network wants it: its largest square around the middle, each pixel of the small image the mean of
 * those that it covers (the nearest one where it covers none), what is transparent on white.
 */
final class Thumbnail {
    static final int SIZE = 32;

    private static final int CHANNELS = 3;
    private static final int OPAQUE = 255;

    private final BufferedImage image;
    private final int side;
    private final int left;
    private final int top;

    private Thumbnail(BufferedImage image) {
        this.image = image;
        this.side = Math.min(image.getWidth(), image.getHeight());
        this.left = (image.getWidth() - side) / 2;
        this.top = (image.getHeight() - side) / 2;
    }

    /** Red, green and blue of each of 32 x 32 pixels, row by row. */
    static byte[] of(BufferedImage image) {
        return new Thumbnail(image).pixels();
    }

    private byte[] pixels() {
        byte[] pixels = new byte[SIZE * SIZE * CHANNELS];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                mean(x, y, pixels, (y * SIZE + x) * CHANNELS);
            }
        }
        return pixels;
    }

    private void mean(int x, int y, byte[] pixels, int at) {
        int fromX = x * side / SIZE;
        int fromY = y * side / SIZE;
        int toX = Math.max(fromX + 1, (x + 1) * side / SIZE);
        int toY = Math.max(fromY + 1, (y + 1) * side / SIZE);
        long[] sums = new long[CHANNELS];
        for (int row = fromY; row < toY; row++) {
            for (int column = fromX; column < toX; column++) {
                add(colour(left + column, top + row), sums);
            }
        }
        long count = (long) (toX - fromX) * (toY - fromY);
        for (int channel = 0; channel < CHANNELS; channel++) {
            pixels[at + channel] = (byte) ((sums[channel] + count / 2) / count);
        }
    }

    /** As alpha, red, green, blue. Java takes grey values for linear light, and would brighten them. */
    private int colour(int x, int y) {
        Raster raster = image.getRaster();
        if (raster.getNumBands() > 2 || image.getColorModel() instanceof IndexColorModel) {
            return image.getRGB(x, y);
        }
        int grey = sample(raster, x, y, 0);
        int alpha = raster.getNumBands() == 2 ? sample(raster, x, y, 1) : OPAQUE;
        return alpha << 24 | grey << 16 | grey << 8 | grey;
    }

    private static int sample(Raster raster, int x, int y, int band) {
        int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
        return raster.getSample(x, y, band) * OPAQUE / most;
    }

    private static void add(int colour, long[] sums) {
        int alpha = colour >>> 24;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int value = colour >> (16 - 8 * channel) & OPAQUE;
            sums[channel] += (value * alpha + OPAQUE * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
        }
    }
}
