package dev.trainyard.dataset;

import java.util.List;

/**
 * {@code (x - mean) / std} for each of the three channels, where x is a pixel scaled to [0, 1].
 *
 * @param mean of red, green and blue
 * @param std of red, green and blue, each above zero
 */
public record Normalization(List<Double> mean, List<Double> std) {
    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("A normalization is three means and three positive deviations");
        }
    }
}
