package dev.trainyard.run;

import dev.trainyard.dataset.Normalization;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import java.util.Map;

/**
 * The request for a run, for the OpenAPI description alone: {@link RunRequestReader} reads it as a tree, to tell all
 * errors at once.
 */
@Schema(description = "A run to train. What is left out is as in the published recipe.")
record RunRequest(
        @Schema(requiredMode = RequiredMode.REQUIRED, example = "resnet-20", description = "see /v1/models")
        String model,

        @Schema(
                requiredMode = RequiredMode.REQUIRED,
                description = "a name of /v1/activations, or an object",
                oneOf = {String.class, Activation.class},
                example = "coslu")
        Object activation,

        @Schema(requiredMode = RequiredMode.REQUIRED, example = "cifar-10", description = "see /v1/datasets")
        String dataset,

        @Schema(minimum = "1", maximum = "10000", defaultValue = "90")
        Integer epochs,

        @Schema(minimum = "1", maximum = "4096", defaultValue = "128")
        Integer batchSize,

        @Schema(
                allowableValues = {"sgd", "nesterov"},
                defaultValue = "sgd")
        String optimizer,

        @Schema(exclusiveMinimumValue = 0, maximum = "100", defaultValue = "0.1")
        Double learningRate,

        @Schema(minimum = "0", exclusiveMaximumValue = 1, defaultValue = "0.9")
        Double momentum,

        @Schema(
                minimum = "0",
                maximum = "1",
                defaultValue = "0.0001",
                description = "coupled L2, on every trained parameter")
        Double weightDecay,

        @Schema(description = "of the learning rate; by default times 0.1 after epochs 45 and 65")
        LearningRateSchedule schedule,

        @Schema(
                allowableValues = {"none", "flip_or_crop", "flip_and_crop"},
                defaultValue = "flip_or_crop")
        String augmentation,

        @Schema(description = "of the pixels in [0, 1]; by default the data set's")
        Normalization normalization,

        @Schema(
                allowableValues = {"A", "B"},
                defaultValue = "A")
        String shortcut,

        @Schema(minimum = "0.01", maximum = "0.9", defaultValue = "0.1")
        Double validationFraction,

        @Schema(minimum = "0", maximum = "9007199254740991", defaultValue = "42")
        Long seed,

        @Schema(
                minimum = "1",
                maximum = "64",
                defaultValue = "1",
                description = "GPUs of one worker that share each batch; at most trainyard.worker.devices-per-run, and "
                        + "batch_size. Batch norm takes the statistics of each share")
        Integer devices,

        @Schema(description = "before all epochs are made; null, the default, for never")
        EarlyStopping earlyStopping,

        @Schema(
                description = "what it begins with in the place of random weights: the id of an imported model, mdl_…, "
                        + "or of a run, run_…, for its best checkpoint; or an object. null, the default, for none. "
                        + "model, activation and shortcut must be the same",
                oneOf = {String.class, InitialWeights.class})
        Object initialWeights,

        @Schema(
                nullable = true,
                minimum = "1",
                maximum = "2592000",
                description = "how long workers may hold it, over all attempts; null, the default, for no limit")
        Long maxRuntimeSeconds,

        @Schema(minimum = "-100", maximum = "100", defaultValue = "0", description = "the higher, the sooner")
        Integer priority,

        @Schema(description = "at most 20, of at most 50 characters each")
        List<String> tags,

        @Schema(maxLength = 200) String name) {

    @Schema(name = "ActivationSettings")
    record Activation(
            @Schema(requiredMode = RequiredMode.REQUIRED, example = "coslu")
            String name,

            @Schema(
                    allowableValues = {"network", "layer", "channel"},
                    defaultValue = "network")
            String sharing,

            @Schema(description = "initial values by parameter, -100 to 100")
            Map<String, Double> initial,

            @Schema(description = "what lincomb or normlincomb combine")
            List<String> terms) {}

    @Schema(name = "ScheduleSettings")
    record LearningRateSchedule(
            @Schema(
                    requiredMode = RequiredMode.REQUIRED,
                    allowableValues = {"step", "cosine", "constant"})
            String type,

            @Schema(description = "of step: the rate falls after these epochs")
            List<Integer> milestones,

            @Schema(description = "of step: to this part of itself")
            Double factor,

            @Schema(
                    minimum = "1",
                    maximum = "10000",
                    description = "of cosine: over which the rate falls towards 0; by default the run's")
            Integer epochs) {}

    @Schema(name = "EarlyStoppingSettings")
    record EarlyStopping(
            @Schema(
                    requiredMode = RequiredMode.REQUIRED,
                    minimum = "1",
                    maximum = "10000",
                    description = "epochs in a row without an improvement of the validation loss")
            Integer patience,

            @Schema(
                    minimum = "0",
                    maximum = "100",
                    defaultValue = "0",
                    description = "by more than this the loss falls in an improvement")
            Double minDelta) {}

    @Schema(name = "InitialWeightsSettings")
    record InitialWeights(
            @Schema(requiredMode = RequiredMode.REQUIRED, description = "mdl_… or run_…")
            String source,

            @Schema(description = "of what is stored there; another is refused")
            String sha256,

            @Schema(
                    description =
                            "whether the last layer is random all the same; by default if the data set is not the "
                                    + "one of the weights")
            Boolean newLastLayer) {}
}
