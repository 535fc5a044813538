package dev.trainyard.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of a run with the values that each of them is to have, every one with every one of the others. Combinations are
 * numbered from 0. The seed changes last of all: the report has something in each of its cells as soon as can be, and
 * more seeds add numbers at the end.
 *
 * @param axes the fields in the order of the request, but {@code seed} at the end
 */
record Grid(List<Axis> axes) {
    static final String SEED = "seed";

    /** A field and its values, at least one. */
    record Axis(String field, List<JsonNode> values) {
        Axis {
            values = List.copyOf(values);
        }
    }

    Grid {
        axes = List.copyOf(axes);
    }

    /** That of an object with a list of values for each field. */
    static Grid of(ObjectNode fields) {
        List<Axis> axes = new ArrayList<>();
        fields.properties().stream()
                .filter(field -> !field.getKey().equals(SEED))
                .forEach(field -> axes.add(axis(field)));
        fields.properties().stream()
                .filter(field -> field.getKey().equals(SEED))
                .forEach(field -> axes.add(axis(field)));
        return new Grid(axes);
    }

    private static Axis axis(Map.Entry<String, JsonNode> field) {
        return new Axis(field.getKey(), List.copyOf(field.getValue().values()));
    }

    /** The object that it was made of. */
    ObjectNode json() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (Axis axis : axes) {
            ArrayNode values = fields.putArray(axis.field());
            axis.values().forEach(values::add);
        }
        return fields;
    }

    /** How many combinations there are; no more than a number can be. */
    int size() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                axes.stream().mapToDouble(axis -> axis.values().size()).reduce(1, (one, other) -> one * other));
    }

    /** The value of each field in the combination of that number. */
    Map<String, JsonNode> combination(int number) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        int rest = number;
        for (Axis axis : axes) {
            int size = axis.values().size();
            values.put(axis.field(), axis.values().get(rest % size));
            rest /= size;
        }
        return values;
    }

    /** The place of a field's value among its values, in the combination of that number. */
    int place(int number, String field) {
        return axes.stream()
                .filter(axis -> axis.field().equals(field))
                .findFirst()
                .map(axis -> axis.values().indexOf(combination(number).get(field)))
                .orElse(-1);
    }

    /** The values of a field; none if it is not on the grid. */
    List<JsonNode> values(String field) {
        return axes.stream()
                .filter(axis -> axis.field().equals(field))
                .flatMap(axis -> axis.values().stream())
                .toList();
    }

    /** The same with other values of a field, in their places. */
    Grid with(String field, Map<JsonNode, JsonNode> replacements) {
        return new Grid(axes.stream()
                .map(axis -> axis.field().equals(field)
                        ? new Axis(
                                field,
                                axis.values().stream()
                                        .map(value -> replacements.getOrDefault(value, value))
                                        .toList())
                        : axis)
                .toList());
    }

    /** The same with more seeds, whose combinations follow those that there are. */
    Grid withSeeds(List<JsonNode> more) {
        List<Axis> longer = new ArrayList<>(axes.subList(0, axes.size() - 1));
        List<JsonNode> seeds = new ArrayList<>(values(SEED));
        seeds.addAll(more);
        longer.add(new Axis(SEED, seeds));
        return new Grid(longer);
    }
}
