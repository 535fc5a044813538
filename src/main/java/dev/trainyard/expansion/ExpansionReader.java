package dev.trainyard.expansion;

import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the request for an expansion; {@link ExpansionRequest} documents it. */
final class ExpansionReader {
    private static final int MOST_LISTED = 100_000;
    private static final int MOST_SOURCES = 1000;
    private static final JsonKind<JsonNode> OBJECT = new JsonKind<>(
            "an object with url and label", List.of(), node -> Optional.of(node).filter(JsonNode::isObject));

    private ExpansionReader() {}

    /** What is asked for. */
    record Asked(ExpansionOptions options, List<WantedImage> images, List<WantedSource> sources) {}

    /** The name of the base, before anything else can be read. */
    static String base(JsonNode body) {
        return body.path("base").asString("");
    }

    /** Throws InvalidRequestException with everything that is wrong. */
    static Asked read(JsonNode body, String base, List<String> classes) {
        JsonFields fields = JsonFields.of(body);
        fields.text("base", 200);
        ExpansionOptions options = ExpansionOptions.read(fields, base);
        WantedReader reader = new WantedReader(classes, options.newClasses());
        List<WantedImage> images = new ArrayList<>();
        each(
                fields,
                "images",
                MOST_LISTED,
                (node, refusal) -> reader.image(
                                text(node, "url"),
                                text(node, "label"),
                                text(node, "split"),
                                text(node, "licence"),
                                refusal)
                        .ifPresent(images::add));
        List<WantedSource> sources = new ArrayList<>();
        each(
                fields,
                "pages",
                MOST_SOURCES,
                (node, refusal) -> reader.source(
                                WantedSource.Kind.PAGE, text(node, "url"), text(node, "label"), refusal)
                        .ifPresent(sources::add));
        each(
                fields,
                "sitemaps",
                MOST_SOURCES,
                (node, refusal) -> reader.source(
                                WantedSource.Kind.SITEMAP, text(node, "url"), text(node, "label"), refusal)
                        .ifPresent(sources::add));
        fields.complete();
        return new Asked(options, images, sources);
    }

    /** The options of a list that comes as CSV, from the parameters of its query. */
    static ExpansionOptions read(Map<String, String> parameters, String base) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        parameters.forEach((name, value) -> {
            if (value.matches("-?[0-9]{1,9}([.][0-9]{1,9})?|true|false")) {
                body.set(name, JsonMapper.shared().readTree(value.replaceFirst("^(-?)0+(?=[0-9])", "$1")));
            } else {
                body.put(name, value);
            }
        });
        JsonFields fields = JsonFields.of(body);
        fields.text("base", 200);
        ExpansionOptions options = ExpansionOptions.read(fields, base);
        fields.complete();
        return options;
    }

    private interface ElementReader {
        void read(JsonNode node, WantedReader.Refusal refusal);
    }

    private static void each(JsonFields fields, String name, int most, ElementReader reader) {
        List<JsonNode> nodes = fields.list(name, 1, most, OBJECT).orElse(List.of());
        for (int i = 0; i < nodes.size(); i++) {
            String element = "%s/%d".formatted(name, i);
            reader.read(nodes.get(i), (what, allowed) -> fields.rejectAt(element, what, allowed));
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).stringValue() : null;
    }
}
