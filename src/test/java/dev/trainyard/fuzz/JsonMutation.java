package dev.trainyard.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are almost what was asked for. */
public final class JsonMutation {
    private static final JsonMapper JSON = new JsonMapper();
    /** Stands in the tree for text that no tree can hold. */
    private static final String PLACE = "\u2603 here \u2603";

    private JsonMutation() {}

    /** With one field or value changed, lost, doubled or added; a body that is no JSON stays as it is. */
    public static byte[] field(byte[] body, Chance chance) {
        try {
            JsonNode tree = JSON.readTree(body);
            List<ObjectNode> objects = new ArrayList<>();
            List<ArrayNode> arrays = new ArrayList<>();
            collect(tree, objects, arrays);
            if (!arrays.isEmpty() && chance.in(0.2)) {
                return element(tree, chance.of(arrays), chance);
            }
            return objects.isEmpty() ? body : property(tree, chance.of(objects), chance);
        } catch (JacksonException noJson) {
            return body;
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects, List<ArrayNode> arrays) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        } else if (node instanceof ArrayNode array) {
            arrays.add(array);
        }
        node.forEach(child -> collect(child, objects, arrays));
    }

    private static byte[] element(JsonNode tree, ArrayNode array, Chance chance) {
        if (array.isEmpty() || chance.in(0.3)) {
            array.add(PLACE);
        } else {
            array.set(chance.below(array.size()), PLACE);
        }
        return written(tree, OddValues.json(chance));
    }

    private static byte[] property(JsonNode tree, ObjectNode object, Chance chance) {
        List<Map.Entry<String, JsonNode>> properties = List.copyOf(object.properties());
        String name = properties.isEmpty() ? "" : chance.of(properties).getKey();
        switch (chance.below(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(chance.of(OddValues.TEXTS), PLACE);
            case 2 -> {
                JsonNode value = object.remove(name);
                object.set(chance.of(name + "s", name.toUpperCase(java.util.Locale.ROOT), " " + name), value);
            }
            case 3 -> {
                // Twice the same name, which a tree cannot have.
                object.put(name, PLACE);
                String value = OddValues.json(chance);
                return written(tree, "%s,%s:%s".formatted(value, OddValues.quoted(name), value));
            }
            case 4 -> object.set(name, tree.deepCopy());
            default -> object.put(name, PLACE);
        }
        return written(tree, OddValues.json(chance));
    }

    private static byte[] written(JsonNode tree, String value) {
        return tree.toString().replace(JSON.writeValueAsString(PLACE), value).getBytes(StandardCharsets.UTF_8);
    }

    /** Another text: cut, wrapped, with something before or after it, in another encoding, or no JSON at all. */
    static byte[] text(byte[] body, Chance chance) {
        String text = new String(body, StandardCharsets.UTF_8);
        return switch (chance.below(9)) {
            case 0 -> utf8(OddValues.json(chance));
            case 1 -> utf8("\uFEFF" + text);
            case 2 -> utf8(text + chance.of("}", "]", ",", " x", text, "\u0000", "// comment"));
            case 3 -> utf8(chance.of("[", "{\"a\":", "/* */", ")]}',\n", "\n\n\n", "\u0000") + text);
            case 4 -> text.getBytes(chance.of(encodings()));
            case 5 -> utf8(text.replace('"', '\''));
            case 6 -> utf8(text.replace(":", " : ").replace(",", "\t,\r\n"));
            case 7 -> new byte[0];
            default -> utf8("[" + text + "]");
        };
    }

    private static List<Charset> encodings() {
        return List.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16,
                Charset.forName("UTF-32"),
                Charset.forName("IBM037"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
