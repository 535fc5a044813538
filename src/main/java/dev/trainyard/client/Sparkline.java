package dev.trainyard.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A curve in one line of text, from its first value to its last. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 60;

    private Sparkline() {}

    /** Of many values, some. */
    static String of(List<Double> values) {
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        int width = Math.min(WIDTH, values.size());
        String blocks = IntStream.range(0, width)
                .mapToObj(place -> values.get(width == 1 ? 0 : place * (values.size() - 1) / (width - 1)))
                .map(value -> block(value, low, high))
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, "%.4f %s %.4f", values.get(0), blocks, values.get(values.size() - 1));
    }

    private static String block(double value, double low, double high) {
        int height = high == low ? 0 : (int) Math.round((BLOCKS.length() - 1) * (value - low) / (high - low));
        return BLOCKS.substring(height, height + 1);
    }
}
