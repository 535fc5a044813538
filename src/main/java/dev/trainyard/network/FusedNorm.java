package dev.trainyard.network;

import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Moments;

/**
 * Batch normalisation of a unit for one batch: each channel's numbers, as patterns over a chunk, and the gradients that
 * follow from sums over the batch.
 */
final class FusedNorm {
    private final Unit unit;
    private final BlockParameters parameters;
    private final long count;
    private final double[] batchMean;
    private final double[] batchVariance;
    private final double[] inverseDeviation;
    private final double[] scaleOfChannel;

    /** mean, weight / sqrt(variance + epsilon), bias. */
    final float[] mean;

    final float[] scale;
    final float[] bias;

    FusedNorm(Unit unit, BlockParameters parameters, Moments moments) {
        this.unit = unit;
        this.parameters = parameters;
        this.count = moments.count();
        this.batchMean = moments.mean();
        this.batchVariance = moments.variance(batchMean);
        int channels = unit.outputChannels();
        float[] weight = Floats.of(parameters.value(unit.scale())).toArray();
        this.inverseDeviation = new double[channels];
        this.scaleOfChannel = new double[channels];
        for (int c = 0; c < channels; c++) {
            inverseDeviation[c] = 1 / Math.sqrt(batchVariance[c] + Unit.EPSILON);
            scaleOfChannel[c] = inverseDeviation[c] * weight[c];
        }
        this.mean = pattern(batchMean);
        this.scale = pattern(scaleOfChannel);
        this.bias = Chunks.pattern(Floats.of(parameters.value(unit.bias())).toArray());
    }

    /** The gradient of x is {@code a g + b x + c}, g being that of the norm's output; patterns over a chunk. */
    record InputGradient(float[] a, float[] b, float[] c) {}

    /**
     * Sets the gradients of weight and bias, and the steps of the running statistics.
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
        write(unit.scale(), weightGradient);
        write(unit.bias(), toFloats(sums));
        stepStatistics();
        return new InputGradient(scale, pattern(b), pattern(c));
    }

    private void stepStatistics() {
        float[] runningMean = Floats.of(parameters.value(unit.mean())).toArray();
        float[] runningVariance = Floats.of(parameters.value(unit.variance())).toArray();
        double unbiased = count / Math.max(1.0, count - 1.0);
        for (int c = 0; c < runningMean.length; c++) {
            runningMean[c] = (float) (Unit.MOMENTUM * (runningMean[c] - batchMean[c]));
            runningVariance[c] = (float) (Unit.MOMENTUM * (runningVariance[c] - batchVariance[c] * unbiased));
        }
        write(unit.mean(), runningMean);
        write(unit.variance(), runningVariance);
    }

    private void write(String name, float[] gradient) {
        Floats.of(parameters.gradient(name)).write(0, gradient, gradient.length);
    }

    private static float[] pattern(double[] channels) {
        return Chunks.pattern(toFloats(channels));
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
