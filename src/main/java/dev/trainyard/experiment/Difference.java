package dev.trainyard.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * By how much something is larger than its baseline, over the seeds that both were trained with: of each seed the
 * difference, and of these the mean with an interval of 95 % by the percentile bootstrap (Efron and Tibshirani 1993,
 * section 13.3; 10,000 samples). Of few seeds it is too narrow: of normal differences it holds the true mean with 73 % for
 * 3 seeds, 84 % for 5, 91 % for 10.
 *
 * @param low null for one seed, as high
 * @param seeds that both have
 */
record Difference(
        double mean, @Nullable Double low, @Nullable Double high, int seeds) {
    private static final int SAMPLES = 10_000;
    private static final double TAIL = 0.025;
    /** The same differences have the same interval, whenever somebody asks. */
    private static final long SEED = 42;

    /** That of these differences, one for each seed; null if there are none. */
    static @Nullable Difference of(List<Double> differences) {
        if (differences.isEmpty()) {
            return null;
        }
        double mean = Statistic.mean(differences);
        if (differences.size() == 1) {
            return new Difference(mean, null, null, 1);
        }
        double[] means = sampledMeans(differences);
        return new Difference(mean, quantile(means, TAIL), quantile(means, 1 - TAIL), differences.size());
    }

    /** Means of samples with replacement, sorted. */
    private static double[] sampledMeans(List<Double> differences) {
        var random = new SplittableRandom(SEED);
        double[] means = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double sum = 0;
            for (int i = 0; i < differences.size(); i++) {
                sum += differences.get(random.nextInt(differences.size()));
            }
            means[sample] = sum / differences.size();
        }
        Arrays.sort(means);
        return means;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
