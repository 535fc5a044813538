package dev.trainyard.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quantity over several seeds.
 *
 * @param deviation standard deviation of the sample (n - 1); null for one seed
 * @param seeds how many it was measured with
 */
record Statistic(double mean, @Nullable Double deviation, int seeds) {

    /** That of these values; null if there are none. */
    static @Nullable Statistic of(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        Double deviation = values.size() == 1 ? null : Double.valueOf(Math.sqrt(squares / (values.size() - 1)));
        return new Statistic(mean, deviation, values.size());
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
