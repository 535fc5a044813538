package dev.trainyard.dataset;

import java.util.List;

/**
 * The normalization of pixels: {@code (p / 255 - mean) / std} for each channel.
 *
 * @param mean of red, green and blue, for pixels scaled to [0, 1]
 * @param std standard deviation of red, green and blue, for pixels scaled to [0, 1]
 */
public record Normalization(List<Double> mean, List<Double> std) {
    /** @throws IllegalArgumentException unless both have three finite values and each deviation is positive */
    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != ImageSet.CHANNELS || !mean.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("mean must be three finite numbers, but is " + mean);
        }
        if (std.size() != ImageSet.CHANNELS || !std.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("std must be three positive numbers, but is " + std);
        }
    }

    /** The normalized value of each of the 256 pixel values of a channel, in the single precision of PyTorch. */
    float[] table(int channel) {
        float channelMean = mean.get(channel).floatValue();
        float channelStd = std.get(channel).floatValue();
        float[] table = new float[256];
        for (int value = 0; value < table.length; value++) {
            table[value] = (value / 255f - channelMean) / channelStd;
        }
        return table;
    }
}
