package dev.trainyard.training;

import java.util.List;

/** How the learning rate changes from epoch to epoch, as a factor on the rate that the recipe starts with. */
public sealed interface Schedule {
    /**
     * The factor on the learning rate. It does not depend on how many epochs the run has: a run that is extended goes
     * on as if it had been that long from the start.
     *
     * @param epoch from 1
     */
    double factor(int epoch);

    /** The rate stays as it is. */
    record Constant() implements Schedule {
        @Override
        public double factor(int epoch) {
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
        public double factor(int epoch) {
            long passed =
                    milestones.stream().filter(milestone -> epoch > milestone).count();
            return Math.pow(factor, (double) passed);
        }
    }

    /**
     * Half a cosine from 1 in the first epoch towards 0 after the last (Loshchilov and Hutter 2017, without restarts).
     * Beyond its last epoch the rate stays what it was there.
     *
     * @param epochs that it takes, at least 1
     */
    record Cosine(int epochs) implements Schedule {
        @Override
        public double factor(int epoch) {
            return (1 + StrictMath.cos(Math.PI * (Math.min(epoch, epochs) - 1) / epochs)) / 2;
        }
    }
}
