package dev.trainyard.compute;

/**
 * Mean and variance of each channel over tiles of pixels, computed tile by tile and then put together in the tiles'
 * order, so that they depend on the tiles alone and not on who computed them. Within a tile sums are of differences to
 * its first pixel, which keeps their squares from cancelling where a channel's mean is far from 0.
 */
public final class Moments {
    private final int channels;
    private final long[] counts;
    private final double[][] means;
    private final double[][] squares;

    public Moments(int channels, int tiles) {
        this.channels = channels;
        this.counts = new long[tiles];
        this.means = new double[tiles][channels];
        this.squares = new double[tiles][channels];
    }

    /** Takes a tile: n floats, whole pixels. */
    public void take(int tile, Slice data, long n) {
        int length = Chunks.length(channels);
        float[] x = new float[length];
        float[] sum = new float[length];
        float[] sumOfSquares = new float[length];
        float[] first = new float[channels];
        data.floats().read(data.from(), first, channels);
        float[] pivot = Chunks.pattern(first);
        for (long done = 0; done < n; done += length) {
            int step = (int) Math.min(length, n - done);
            data.floats().read(data.from() + done, x, step);
            Chunks.moments(x, pivot, sum, sumOfSquares, step);
        }
        finish(tile, n / channels, first, sum, sumOfSquares);
    }

    private void finish(int tile, long count, float[] pivot, float[] sum, float[] sumOfSquares) {
        double[] mean = new double[channels];
        double[] square = new double[channels];
        Chunks.drain(sum, sum.length, mean);
        Chunks.drain(sumOfSquares, sumOfSquares.length, square);
        for (int c = 0; c < channels; c++) {
            double offset = mean[c] / count;
            means[tile][c] = pivot[c] + offset;
            squares[tile][c] = square[c] - count * offset * offset;
        }
        counts[tile] = count;
    }

    /** Pixels in all tiles. */
    public long count() {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return count;
    }

    /** The mean of each channel. */
    public double[] mean() {
        double[] mean = new double[channels];
        for (int tile = 0; tile < counts.length; tile++) {
            for (int c = 0; c < channels; c++) {
                mean[c] += counts[tile] * means[tile][c];
            }
        }
        for (int c = 0; c < channels; c++) {
            mean[c] /= count();
        }
        return mean;
    }

    /** The biased variance of each channel around the given means, those of {@link #mean}. */
    public double[] variance(double[] mean) {
        double[] variance = new double[channels];
        for (int tile = 0; tile < counts.length; tile++) {
            for (int c = 0; c < channels; c++) {
                double d = means[tile][c] - mean[c];
                variance[c] += squares[tile][c] + counts[tile] * d * d;
            }
        }
        for (int c = 0; c < channels; c++) {
            variance[c] = Math.max(0, variance[c] / count());
        }
        return variance;
    }
}
