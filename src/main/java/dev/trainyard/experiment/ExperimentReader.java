package dev.trainyard.experiment;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import dev.trainyard.run.NewRun;
import dev.trainyard.run.RunBatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the request for an experiment; {@link ExperimentRequest} documents it. Each run is read as if it had been asked
 * for alone, so that a grid allows what a run does.
 */
@Component
class ExperimentReader {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_SEEDS = 100;
    private static final String DATASET = "dataset";

    private final RunBatches runs;
    private final GridReader grids;

    ExperimentReader(RunBatches runs, GridReader grids) {
        this.runs = runs;
        this.grids = grids;
    }

    /** Throws InvalidRequestException with everything that is wrong. */
    NewExperiment read(JsonNode asked) {
        JsonFields fields = JsonFields.of(asked);
        JsonNode body = ExpansionStudy.unfolded(fields, asked);
        String name = fields.text("name", LONGEST_NAME).orElse(null);
        ObjectNode run = GridReader.object(fields, body, "run");
        Grid grid = grids.read(fields, body, run);
        fields.complete();
        List<NewRun> read = runs(grid, run, 0);
        return new NewExperiment(name, pinned(grid, read), pinned(run, read), read);
    }

    /** With the versions of data sets that its runs have: seeds that come later are trained on the same. */
    private static Grid pinned(Grid grid, List<NewRun> runs) {
        Map<JsonNode, JsonNode> exact = new HashMap<>();
        for (int number = 0; number < runs.size(); number++) {
            JsonNode asked = grid.combination(number).get(DATASET);
            if (asked != null) {
                exact.put(asked, StringNode.valueOf(runs.get(number).dataset()));
            }
        }
        return exact.isEmpty() ? grid : grid.with(DATASET, exact);
    }

    private static ObjectNode pinned(ObjectNode common, List<NewRun> runs) {
        if (common.has(DATASET) && !runs.isEmpty()) {
            common.put(DATASET, runs.get(0).dataset());
        }
        return common;
    }

    /** The grid of an experiment with the seeds that a request adds; {@link ExperimentSeeds} documents it. */
    Grid readSeeds(JsonNode body, Grid present) {
        JsonFields fields = JsonFields.of(body);
        fields.require("seeds", "a list of seeds");
        List<Long> seeds = fields.list("seeds", 1, MOST_SEEDS, JsonKind.integer(0, (1L << 53) - 1))
                .orElse(List.of());
        Set<Long> known = new LinkedHashSet<>();
        present.values(Grid.SEED).forEach(seed -> known.add(seed.longValue()));
        for (Long seed : seeds) {
            if (!known.add(seed)) {
                fields.reject("seeds", "seeds has %d, which is there already".formatted(seed), "other seeds");
            }
        }
        Grid longer = present.withSeeds(grids.numbers(seeds));
        grids.checkSize(fields, "seeds", longer);
        fields.complete();
        return longer;
    }

    /** The runs of a grid from that number on. */
    List<NewRun> runs(Grid grid, ObjectNode common, int from) {
        List<NewRun> read = new ArrayList<>();
        Set<Invalid> errors = new LinkedHashSet<>();
        for (int number = from; number < grid.size(); number++) {
            ObjectNode body = common.deepCopy();
            grid.combination(number).forEach(body::set);
            try {
                read.add(runs.read(body));
            } catch (InvalidRequestException e) {
                for (Invalid error : e.errors()) {
                    errors.add(inTheRequest(error, grid, number, common));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(List.copyOf(errors));
        }
        return read;
    }

    /** What is wrong with a run is wrong with a value of the grid, or with what the runs have in common. */
    private static Invalid inTheRequest(Invalid error, Grid grid, int number, ObjectNode common) {
        String field = error.pointer().replaceFirst("^/([^/]*).*", "$1");
        String below = error.pointer().replaceFirst("^/[^/]*", "");
        int place = grid.place(number, field);
        String pointer = place >= 0 ? "/grid/%s/%d%s".formatted(field, place, below) : "/run" + error.pointer();
        if (place < 0 && !common.has(field)) {
            pointer = "/grid/" + field;
        }
        return new Invalid(pointer, error.message(), error.allowed());
    }
}
