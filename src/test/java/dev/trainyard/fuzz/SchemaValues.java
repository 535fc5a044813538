package dev.trainyard.fuzz;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows. Where it only says "a name of ...", the names are known from the service's lists. */
final class SchemaValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double OPTIONAL = 0.3;
    private static final double EXAMPLE = 0.7;
    private static final int LIST_SIZE = 3;

    private final ApiDescription api;
    private final Map<String, List<String>> names;
    private final Chance chance;

    /** With the names that there are, by the field that holds them. */
    SchemaValues(ApiDescription api, Map<String, List<String>> names, Chance chance) {
        this.api = api;
        this.names = names;
        this.chance = chance;
    }

    JsonNode value(JsonNode given, String field) {
        JsonNode schema = api.resolve(given);
        if (schema.has("oneOf") || schema.has("anyOf")) {
            JsonNode choices = schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf");
            return value(choices.get(chance.below(choices.size())), field);
        }
        if (schema.has("enum") && !schema.path("type").asString("").equals("array")) {
            return schema.get("enum").get(chance.below(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> isShown(schema) ? schema.get("example") : object(schema);
            case "array" -> array(schema, field);
            case "integer" ->
                JSON.numberNode(chance.between(bound(schema, "minimum", 1), bound(schema, "maximum", 20)));
            case "number" ->
                JSON.numberNode(chance.between(schema.path("minimum").asDouble(0), largest(schema)));
            case "boolean" -> JSON.booleanNode(chance.in(0.5));
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(text(schema, field));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(chance.below(type.size())).asString() : type.asString("string");
    }

    /** Fields may depend on one another in ways that a schema cannot say: then an example helps. */
    private boolean isShown(JsonNode schema) {
        return schema.path("example").isObject() && chance.in(EXAMPLE);
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        Collection<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || chance.in(OPTIONAL)) {
                object.set(property.getKey(), value(property.getValue(), property.getKey()));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String field) {
        ArrayNode array = JSON.arrayNode();
        JsonNode choices = schema.path("enum");
        for (int i = 0; i < LIST_SIZE; i++) {
            array.add(
                    choices.isArray() ? choices.get(chance.below(choices.size())) : value(schema.path("items"), field));
        }
        return array;
    }

    private static long bound(JsonNode schema, String name, long otherwise) {
        return schema.path(name).asLong(otherwise);
    }

    private static double largest(JsonNode schema) {
        return schema.path("exclusiveMaximum").asDouble(schema.path("maximum").asDouble(1));
    }

    private String text(JsonNode schema, String field) {
        if (schema.path("format").asString("").equals("date-time")) {
            return "20%d-01-31T12:00:00Z".formatted(40 + chance.below(50));
        }
        String example = schema.path("example").asString("");
        return names.values().stream()
                .filter(known -> known.contains(example))
                .findFirst()
                .or(() -> java.util.Optional.ofNullable(names.get(field)))
                .map(chance::of)
                .orElse(example.isEmpty() ? "text %d".formatted(chance.below(100)) : example);
    }
}
