package dev.trainyard.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in numbers, as far as it is.
 *
 * @param status as the API calls it
 * @param depth of the model
 * @param epoch the last that is done, of so many
 * @param fraction of all epochs that is done, 0 to 1; 1 once the run has succeeded
 * @param bestTestAccuracy from 0 to 1, of the epoch with the smallest validation loss, once it has succeeded
 * @param lastTestAccuracy of the last epoch, once it has succeeded
 * @param trainAccuracy of the last epoch, over augmented images while the weights still changed
 * @param validationAccuracy of the last epoch
 * @param learnt activation parameters after the last epoch: of each, for each layer, for each channel
 * @param seconds that its epochs took
 * @param imagesPerSecond mean over its epochs
 */
public record RunOutcome(
        RunId run,
        String status,
        String model,
        int depth,
        String activation,
        String dataset,
        long seed,
        int epoch,
        int epochs,
        double fraction,
        @Nullable Double bestTestAccuracy,
        @Nullable Double lastTestAccuracy,
        @Nullable Double trainAccuracy,
        @Nullable Double validationAccuracy,
        Map<String, List<List<Double>>> learnt,
        @Nullable Double seconds,
        @Nullable Double imagesPerSecond) {}
