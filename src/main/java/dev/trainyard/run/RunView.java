package dev.trainyard.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.trainyard.training.Environment;
import dev.trainyard.training.TrainingResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run with all that is known of it.
 *
 * @param environment what it is trained with, once it has begun
 * @param activationParameters as they were learnt up to the last epoch
 * @param bestEpoch the one with the smallest validation loss
 * @param lastEpoch that is done
 * @param result the tests of its best and its last network, once it has succeeded
 */
record RunView(
        @JsonUnwrapped RunSummary summary,
        @Nullable Environment environment,
        @Nullable Map<String, Object> activationParameters,
        @Nullable EpochView bestEpoch,
        @Nullable EpochView lastEpoch,
        @Nullable TrainingResult result) {}
