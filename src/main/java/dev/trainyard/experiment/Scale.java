package dev.trainyard.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Values along an axis of a chart.
 *
 * @param low the value at its beginning, a multiple of the step
 * @param high that at its end, another
 * @param step from one tick to the next: 1, 2 or 5 times a power of 10
 * @param from where it begins in the picture
 * @param to where it ends
 */
record Scale(double low, double high, double step, double from, double to) {
    private static final int TICKS = 6;
    private static final List<Integer> ROUND = List.of(1, 2, 5, 10);

    /** One that holds these values, and not much more. */
    static Scale of(double lowest, double highest, double from, double to) {
        double range = highest > lowest ? highest - lowest : Math.max(Math.abs(highest), 1);
        double power = Math.pow(10, Math.floor(Math.log10(range / TICKS)));
        double step = power
                * ROUND.stream()
                        .filter(factor -> factor * power >= range / TICKS)
                        .findFirst()
                        .orElse(10);
        double low = Math.floor(lowest / step) * step;
        return new Scale(low, Math.max(Math.ceil(highest / step) * step, low + step), step, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        return LongStream.rangeClosed(0, Math.round((high - low) / step))
                .mapToObj(i -> low + i * step)
                .toList();
    }

    String label(double tick) {
        double whole = Math.round(tick / step) * step;
        return new BigDecimal(whole, new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
