package dev.trainyard.dataset;

import java.util.ArrayList;
import java.util.List;

/** Mean and standard deviation of each channel, by sums of whole numbers: the same in whatever order images come. */
final class PixelStatistics {
    private static final double WHITE = 255;
    private static final double DIGITS = 1e4;
    /** Of images that are all of one colour; to divide by less would make noise of nothing. */
    private static final double SMALLEST_DEVIATION = 0.001;

    private final long[] sum = new long[ImageSet.CHANNELS];
    private final long[] squares = new long[ImageSet.CHANNELS];
    private long pixels;

    void add(byte[] image) {
        for (int i = 0; i < image.length; i++) {
            int value = image[i] & 0xff;
            sum[i % ImageSet.CHANNELS] += value;
            squares[i % ImageSet.CHANNELS] += (long) value * value;
        }
        pixels += image.length / ImageSet.CHANNELS;
    }

    Normalization normalization() {
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int channel = 0; channel < ImageSet.CHANNELS; channel++) {
            double average = pixels == 0 ? 0 : (double) sum[channel] / pixels;
            double variance = pixels == 0 ? 0 : (double) squares[channel] / pixels - average * average;
            mean.add(rounded(average / WHITE));
            std.add(Math.max(SMALLEST_DEVIATION, rounded(Math.sqrt(Math.max(0, variance)) / WHITE)));
        }
        return new Normalization(mean, std);
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
