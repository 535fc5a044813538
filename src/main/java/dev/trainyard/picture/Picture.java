package dev.trainyard.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A picture that was read. */
public final class Picture {
    private static final int CHANNELS = 3;
    private static final int OPAQUE = 255;

    private final BufferedImage image;

    Picture(BufferedImage image) {
        this.image = image;
    }

    /** Columns. */
    public int width() {
        return image.getWidth();
    }

    /** Rows. */
    public int height() {
        return image.getHeight();
    }

    /**
     * The picture as small as a network wants it: each pixel of the small one the mean of those that it covers (the
     * nearest one where it covers none), what is transparent on white.
     *
     * @param size rows and columns of the small one
     * @return red, green and blue of each of its pixels, row by row
     */
    public byte[] pixels(int size, Fitting fitting) {
        int side = fitting == Fitting.CROP ? Math.min(width(), height()) : Math.max(width(), height());
        byte[] pixels = new byte[size * size * CHANNELS];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                mean(x, y, size, side, pixels);
            }
        }
        return pixels;
    }

    private void mean(int x, int y, int size, int side, byte[] pixels) {
        int fromX = covered(x, size, side);
        int fromY = covered(y, size, side);
        int toX = Math.max(fromX + 1, covered(x + 1, size, side));
        int toY = Math.max(fromY + 1, covered(y + 1, size, side));
        int left = (width() - side) / 2;
        int top = (height() - side) / 2;
        long[] sums = new long[CHANNELS];
        // What is beside the picture is black and adds nothing: it may be many times as much as the picture.
        for (int row = Math.max(0, top + fromY); row < Math.min(height(), top + toY); row++) {
            for (int column = Math.max(0, left + fromX); column < Math.min(width(), left + toX); column++) {
                add(colour(column, row), sums);
            }
        }
        long count = (long) (toX - fromX) * (toY - fromY);
        for (int channel = 0; channel < CHANNELS; channel++) {
            pixels[(y * size + x) * CHANNELS + channel] = (byte) ((sums[channel] + count / 2) / count);
        }
    }

    private static int covered(int place, int size, int side) {
        return (int) ((long) place * side / size);
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
