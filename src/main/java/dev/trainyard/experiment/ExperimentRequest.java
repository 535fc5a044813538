package dev.trainyard.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import java.util.Map;

/** The request for an experiment, for the OpenAPI description alone: {@link ExperimentReader} reads it as a tree. */
@Schema(
        description =
                "A grid of runs: one for each combination of the grid's values. A field of a run is in the grid, in"
                        + " the run, or left out; the seed changes last.",
        example = """
                {"name": "first look", "grid": {"model": ["resnet-8", "resnet-20"], "activation": ["relu", "coslu"],
                "seed": [1, 2]}, "run": {"dataset": "cifar-10", "epochs": 90}}""")
record ExperimentRequest(
        @Schema(maxLength = 200) String name,

        @Schema(requiredMode = RequiredMode.REQUIRED) GridFields grid,

        @Schema(description = "whether pictures of the web help: puts the data sets of that question on the grid")
        ExpansionFields expansion,

        @Schema(
                description =
                        "the fields that all runs have in common: those of a run's request that are not in the grid",
                example = "{\"dataset\": \"cifar-10\", \"epochs\": 90}")
        Map<String, Object> run) {

    @Schema(name = "ExpansionStudy")
    record ExpansionFields(
            @Schema(
                    requiredMode = RequiredMode.REQUIRED,
                    description = "a version with added images",
                    example = "figures@1")
            String dataset,

            @ArraySchema(
                    schema = @Schema(minimum = "1", maximum = "100"),
                    arraySchema = @Schema(description = "percent of the added images; 10, 25, 50, 100 where left out"))
            List<Integer> shares,

            @Schema(description = "whether as many copies are trained with, too", defaultValue = "true")
            Boolean control) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Grid",
            description = "lists of values, of any field that a run's recipe has; these are the usual ones")
    record GridFields(
            @ArraySchema(schema = @Schema(example = "resnet-20"))
            List<String> model,

            @ArraySchema(
                    schema = @Schema(example = "coslu"),
                    arraySchema = @Schema(description = "names, or objects as in a run"))
            List<Object> activation,

            @ArraySchema(schema = @Schema(example = "cifar-10"))
            List<String> dataset,

            @ArraySchema(schema = @Schema(minimum = "0", maximum = "9007199254740991"))
            List<Long> seed,

            @ArraySchema(schema = @Schema(exclusiveMinimumValue = 0, maximum = "100"))
            List<Double> learningRate,

            @ArraySchema(schema = @Schema(minimum = "1", maximum = "4096"))
            List<Integer> batchSize) {}
}
