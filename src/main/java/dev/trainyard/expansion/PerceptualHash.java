package dev.trainyard.expansion;

import java.util.Arrays;

/**
 * The 64 bits by which pictures that look alike are found: the signs of the lowest frequencies of a picture's brightness against
 * their median (the discrete cosine transform of 32 x 32 values, its 8 x 8 lowest without the first; Zauner 2010, 3.2.1). Of
 * pictures that look alike few bits differ.
 */
final class PerceptualHash {
    private static final int SIZE = 32;
    private static final int LOW = 8;
    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    private static double[][] cosines() {
        double[][] cosines = new double[LOW + 1][SIZE];
        for (int frequency = 0; frequency <= LOW; frequency++) {
            for (int place = 0; place < SIZE; place++) {
                cosines[frequency][place] = Math.cos(Math.PI * frequency * (2 * place + 1) / (2 * SIZE));
            }
        }
        return cosines;
    }

    /**
     * The hash of an image.
     *
     * @param pixels side x side x red, green, blue; side is a multiple of 32
     */
    static long of(byte[] pixels, int side) {
        return signs(low(pixels, side));
    }

    /** The hash of the same image seen in a mirror: left and right change the signs of the odd frequencies across. */
    static long ofMirrored(byte[] pixels, int side) {
        double[] low = low(pixels, side);
        for (int i = 0; i < low.length; i += 2) { // of the frequencies 1 to 8 the first, the third, ...
            low[i] = -low[i];
        }
        return signs(low);
    }

    private static double[] low(byte[] pixels, int side) {
        double[][] rows = new double[SIZE][LOW];
        double[][] light = brightness(pixels, side);
        for (int y = 0; y < SIZE; y++) {
            for (int u = 0; u < LOW; u++) {
                rows[y][u] = product(light[y], COSINES[u + 1]);
            }
        }
        double[] low = new double[LOW * LOW];
        double[] column = new double[SIZE];
        for (int u = 0; u < LOW; u++) {
            for (int y = 0; y < SIZE; y++) {
                column[y] = rows[y][u];
            }
            for (int v = 0; v < LOW; v++) {
                low[v * LOW + u] = product(column, COSINES[v]);
            }
        }
        return low;
    }

    private static long signs(double[] low) {
        double[] sorted = low.clone();
        Arrays.sort(sorted);
        double median = (sorted[low.length / 2 - 1] + sorted[low.length / 2]) / 2;
        long bits = 0;
        for (int i = 0; i < low.length; i++) {
            bits |= low[i] > median ? 1L << i : 0;
        }
        return bits;
    }

    private static double product(double[] values, double[] cosines) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += values[i] * cosines[i];
        }
        return sum;
    }

    /** Of 32 x 32 places (ITU-R BT.601), each the mean of the pixels there. */
    private static double[][] brightness(byte[] pixels, int side) {
        int step = side / SIZE;
        double[][] light = new double[SIZE][SIZE];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = (y * side + x) * 3;
                light[y / step][x / step] +=
                        0.299 * (pixels[at] & 0xff) + 0.587 * (pixels[at + 1] & 0xff) + 0.114 * (pixels[at + 2] & 0xff);
            }
        }
        return light;
    }
}
