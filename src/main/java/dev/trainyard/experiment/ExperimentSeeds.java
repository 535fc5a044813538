package dev.trainyard.experiment;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The request for more seeds, for the OpenAPI description alone; {@link ExperimentReader} reads it. */
@Schema(description = "Seeds with each of which all combinations are to be trained once more.")
record ExperimentSeeds(
        @ArraySchema(minItems = 1, maxItems = 100, schema = @Schema(minimum = "0", maximum = "9007199254740991"))
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        List<Long> seeds) {}
