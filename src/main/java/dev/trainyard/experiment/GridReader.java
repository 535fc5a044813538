package dev.trainyard.experiment;

import dev.trainyard.request.JsonFields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads which fields have which values; whether a run may have them is the run's business. */
@Component
class GridReader {
    /** The recipe's seed where none is given. */
    private static final long DEFAULT_SEED = 42;

    /** They say nothing of what a run computes: as values of a grid they would make the same run again. */
    private static final Set<String> NO_PART_OF_A_RECIPE = Set.of("name", "tags", "priority", "max_runtime_seconds");

    private static final String VALUES = "a list of values, at least one";

    private final ExperimentSettings settings;

    GridReader(ExperimentSettings settings) {
        this.settings = settings;
    }

    /** The field {@code grid}; what is wrong with it is noted. The seed is on it in any case. */
    Grid read(JsonFields fields, JsonNode body, ObjectNode run) {
        fields.require("grid", "an object with a list of values for each of its fields");
        ObjectNode grid = object(fields, body, "grid");
        for (Map.Entry<String, JsonNode> field : grid.properties()) {
            check(fields, field.getKey(), field.getValue(), run);
        }
        grid.properties().removeIf(field -> !isList(field.getValue()));
        if (!grid.has(Grid.SEED)) {
            JsonNode seed = run.has(Grid.SEED)
                    ? run.remove(Grid.SEED)
                    : numbers(List.of(DEFAULT_SEED)).get(0);
            grid.putArray(Grid.SEED).add(seed);
        }
        Grid read = Grid.of(grid);
        checkSize(fields, "grid", read);
        return read;
    }

    private static void check(JsonFields fields, String name, JsonNode values, ObjectNode run) {
        if (!isList(values)) {
            fields.reject("grid", "grid.%s is no list with values".formatted(name), VALUES);
        } else if (NO_PART_OF_A_RECIPE.contains(name)) {
            fields.reject("grid", "grid.%s is no field of a recipe".formatted(name), "fields of a recipe");
        } else if (run.has(name)) {
            fields.reject("grid", "%s is in the grid and in the run".formatted(name), "one of the two");
        } else if (new HashSet<>(values.values()).size() < values.size()) {
            fields.reject("grid", "grid.%s has a value twice".formatted(name), "each value once");
        }
    }

    private static boolean isList(JsonNode values) {
        return values.isArray() && !values.isEmpty();
    }

    /** Notes an error if there are more combinations than an experiment may have. */
    void checkSize(JsonFields fields, String field, Grid grid) {
        if (grid.size() > settings.maxRuns()) {
            fields.reject(
                    field,
                    "these are %d runs".formatted(grid.size()),
                    "at most %d (trainyard.experiments.max-runs)".formatted(settings.maxRuns()));
        }
    }

    /** A copy of the object in that field; an empty one if there is none, which is noted if it is something else. */
    static ObjectNode object(JsonFields fields, JsonNode body, String name) {
        if (fields.isObject(name)) {
            return ((ObjectNode) body.get(name)).deepCopy();
        }
        if (fields.has(name)) {
            fields.reject(name, name + " is no object", "an object");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    List<JsonNode> numbers(List<Long> values) {
        return values.stream()
                .<JsonNode>map(JsonNodeFactory.instance::numberNode)
                .toList();
    }
}
