package dev.trainyard.experiment;

import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of {@code dataset} that answer whether pictures of the web help: a version without what was added, with shares of it, and with as
 * many copies of other images.
 */
final class ExpansionStudy {
    private static final List<Long> SHARES = List.of(10L, 25L, 50L, 100L);
    private static final int MOST_SHARES = 20;
    private static final String DATASET = "dataset";

    private ExpansionStudy() {}

    /** Puts the values on the grid of a body that has the field {@code expansion}; what is wrong with it is noted. */
    static JsonNode unfolded(JsonFields fields, JsonNode body) {
        if (!fields.has("expansion")) {
            return body;
        }
        ObjectNode unfolded = ((ObjectNode) body).deepCopy();
        boolean twice = body.path("grid").has(DATASET) || body.path("run").has(DATASET);
        if (twice) {
            fields.reject("expansion", "expansion and dataset are both given", "one of the two");
        }
        List<String> values = fields.object("expansion", ExpansionStudy::values).orElse(List.of());
        if (!twice && unfolded.path("grid") instanceof ObjectNode grid) {
            ArrayNode datasets = grid.putArray(DATASET);
            values.forEach(datasets::add);
        }
        return unfolded;
    }

    private static List<String> values(JsonFields fields) {
        fields.require(DATASET, "a version of a data set with added images, such as birds@3");
        String dataset = fields.text(DATASET, 200).orElse("");
        List<Long> shares =
                fields.list("shares", 1, MOST_SHARES, JsonKind.integer(1, 100)).orElse(SHARES);
        boolean control = fields.bool("control", true);
        List<String> values = new ArrayList<>(List.of(dataset + "+web=0%"));
        for (Long share : new LinkedHashSet<>(shares)) {
            values.add("%s+web=%d%%".formatted(dataset, share));
            if (control) {
                values.add("%s+copies=%d%%".formatted(dataset, share));
            }
        }
        return values;
    }
}
