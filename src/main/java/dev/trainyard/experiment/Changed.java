package dev.trainyard.experiment;

import io.swagger.v3.oas.annotations.media.Schema;

/** How many runs of an experiment were asked to do otherwise. */
record Changed(
        @Schema(description = "runs for which that was possible")
        int runs) {}
