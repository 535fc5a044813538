package dev.trainyard.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is, as the API shows it.
 *
 * @param epoch the last that is done; 0 before the first
 * @param epochs in all
 * @param step the last step made in the epoch after it, or null if none is known of
 * @param stepsPerEpoch in all, or null as above
 * @param fraction of all training steps that is done, 0 to 1; 1 once the run has succeeded, stopped early or not
 * @param imagesPerSecond in the present epoch, or null as above
 * @param etaSeconds what the steps that are left take at that speed, or null as above; validation comes on top
 */
record ProgressView(
        int epoch,
        int epochs,
        @Nullable Integer step,
        @Nullable Integer stepsPerEpoch,
        double fraction,
        @Nullable Double imagesPerSecond,
        @Nullable Double etaSeconds) {

    static ProgressView of(Run run) {
        int epoch = run.epoch();
        int epochs = run.spec().epochs();
        StepProgress steps = run.steps();
        if (steps == null) {
            double fraction = run.status() == RunStatus.SUCCEEDED ? 1 : (double) epoch / epochs;
            return new ProgressView(epoch, epochs, null, null, fraction, null, null);
        }
        double done = epoch + (double) steps.step() / steps.stepsPerEpoch();
        double imagesLeft = (epochs - done) * steps.stepsPerEpoch() * run.spec().batchSize();
        return new ProgressView(
                epoch,
                epochs,
                steps.step(),
                steps.stepsPerEpoch(),
                done / epochs,
                steps.imagesPerSecond(),
                steps.imagesPerSecond() > 0 ? imagesLeft / steps.imagesPerSecond() : null);
    }
}
