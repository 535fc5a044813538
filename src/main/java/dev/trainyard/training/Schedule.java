package dev.trainyard.training;

import java.util.List;

/** How the learning rate changes from epoch to epoch, as a factor on the rate that the recipe starts with. */
public sealed interface Schedule {
    /**
     * The factor on the learning rate.
     *
     * @param epoch from 1
     * @param epochs that the whole run has
     */
    double factor(int epoch, int epochs);

    /** The rate stays as it is. */
    record Constant() implements Schedule {
        @Override
        public double factor(int epoch, int epochs) {
            return 1;
        }
    }

    /**
     * The rate is multiplied by {@code factor} after each milestone, that is from epoch {@code milestone + 1} on.
     *
     * @param milestones epochs, ascending
     */
    record Step(List<Integer> milestones, double factor) implements Schedule {
        public Step {
            milestones = List.copyOf(milestones);
        }

        @Override
        public double factor(int epoch, int epochs) {
            long passed =
                    milestones.stream().filter(milestone -> epoch > milestone).count();
            return Math.pow(factor, (double) passed);
        }
    }

    /** Half a cosine from 1 in the first epoch towards 0 after the last (Loshchilov and Hutter 2017, without restarts). */
    record Cosine() implements Schedule {
        @Override
        public double factor(int epoch, int epochs) {
            return (1 + StrictMath.cos(Math.PI * (epoch - 1) / epochs)) / 2;
        }
    }
}
