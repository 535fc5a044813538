package dev.trainyard.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.trainyard.run.RunOutcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An experiment with its runs.
 *
 * @param fraction of all epochs of its runs that is done, 0 to 1
 * @param runs in the order in which they were put into the queue
 */
record ExperimentView(@JsonUnwrapped ExperimentSummary summary, double fraction, List<Cell> runs) {

    /**
     * A run of the grid.
     *
     * @param values of the grid's fields
     * @param id of the run; null if it was deleted, as all that follows
     */
    record Cell(
            int number,
            Map<String, JsonNode> values,
            @Nullable String id,
            @Nullable String status,
            @Nullable Integer epoch,
            @Nullable Integer epochs,
            @Nullable Double fraction,
            @Nullable Double validationAccuracy,
            @Nullable Double bestTestAccuracy,
            @Nullable Double lastTestAccuracy) {

        static Cell of(int number, Grid grid, @Nullable RunOutcome run) {
            Map<String, JsonNode> values = grid.combination(number);
            return run == null
                    ? new Cell(number, values, null, null, null, null, null, null, null, null)
                    : new Cell(
                            number,
                            values,
                            run.run().toString(),
                            run.status(),
                            run.epoch(),
                            run.epochs(),
                            run.fraction(),
                            run.validationAccuracy(),
                            run.bestTestAccuracy(),
                            run.lastTestAccuracy());
        }
    }
}
