package dev.trainyard.experiment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An experiment as lists show it.
 *
 * @param grid the fields with the values of each
 * @param run the fields that all runs have in common
 * @param size how many runs it has
 * @param statuses how many of them have which status; those that were deleted have none
 */
record ExperimentSummary(
        String id,
        @Nullable String name,
        String owner,
        JsonNode grid,
        JsonNode run,
        int size,
        Map<String, Integer> statuses,
        Instant createdAt) {

    static ExperimentSummary of(Experiment experiment, Map<String, Integer> statuses) {
        Grid grid = experiment.grid();
        return new ExperimentSummary(
                ExperimentIds.EXPERIMENT.write(experiment.id()),
                experiment.name(),
                experiment.owner(),
                grid.json(),
                experiment.run(),
                grid.size(),
                statuses,
                experiment.createdAt());
    }
}
