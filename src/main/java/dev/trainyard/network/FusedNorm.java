package dev.trainyard.network;

import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Moments;

/**
 * Batch normalisation of a unit for one batch: each channel's numbers, as patterns over a chunk, and the gradients that
 * follow from sums over the batch.
 */
final class FusedNorm {
    private final FusedUnit fused;
    private final long count;
    private final double[] batchMean;
    private final double[] batchVariance;
    private final double[] inverseDeviation;
    private final double[] scaleOfChannel;

    /** mean, weight / sqrt(variance + epsilon), bias. */
    final float[] mean;

    final float[] scale;
    final float[] bias;

    /** Moves the running statistics, too. */
    FusedNorm(FusedUnit fused, Moments moments) {
        this.fused = fused;
        Unit unit = fused.unit();
        this.count = moments.count();
        this.batchMean = moments.mean();
        this.batchVariance = moments.variance(batchMean);
        int channels = unit.outputChannels();
        float[] weight = fused.value(unit.scale()).toArray();
        this.inverseDeviation = new double[channels];
        this.scaleOfChannel = new double[channels];
        for (int c = 0; c < channels; c++) {
            inverseDeviation[c] = 1 / Math.sqrt(batchVariance[c] + Unit.EPSILON);
            scaleOfChannel[c] = inverseDeviation[c] * weight[c];
        }
        this.mean = pattern(batchMean);
        this.scale = pattern(scaleOfChannel);
        this.bias = Chunks.pattern(fused.value(unit.bias()).toArray());
        moveRunningStatistics();
    }

    /** The gradient of x is {@code a g + b x + c}, g being that of the norm's output; patterns over a chunk. */
    record InputGradient(float[] a, float[] b, float[] c) {}

    /**
     * Sets the gradients of weight and bias.
     *
     * @param sums of g over the batch, for each channel
     * @param products sums of g (x - mean)
     */
    InputGradient backward(double[] sums, double[] products) {
        int channels = sums.length;
        float[] weightGradient = new float[channels];
        double[] b = new double[channels];
        double[] c = new double[channels];
        for (int i = 0; i < channels; i++) {
            double inverse = inverseDeviation[i];
            weightGradient[i] = (float) (products[i] * inverse);
            // scale (g - mean(g) - (x - mean) inverse^2 mean(g (x - mean)))
            b[i] = -scaleOfChannel[i] * inverse * inverse * products[i] / count;
            c[i] = -scaleOfChannel[i] * sums[i] / count - b[i] * batchMean[i];
        }
        fused.gradient(fused.unit().scale()).write(0, weightGradient, channels);
        fused.gradient(fused.unit().bias()).write(0, toFloats(sums), channels);
        return new InputGradient(scale, pattern(b), pattern(c));
    }

    private void moveRunningStatistics() {
        Unit unit = fused.unit();
        moveTowards(fused.value(unit.mean()), batchMean, 1);
        moveTowards(fused.value(unit.variance()), batchVariance, count / Math.max(1.0, count - 1.0));
    }

    private static void moveTowards(Floats running, double[] batch, double correction) {
        float[] values = running.toArray();
        for (int c = 0; c < values.length; c++) {
            values[c] += (float) (Unit.MOMENTUM * (batch[c] * correction - values[c]));
        }
        running.write(0, values, values.length);
    }

    private static float[] pattern(double[] channels) {
        return Chunks.pattern(toFloats(channels));
    }

    static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
