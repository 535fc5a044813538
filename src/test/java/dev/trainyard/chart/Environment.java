package dev.trainyard.chart;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A container's environment variables whose value is in the manifest. */
final class Environment {
    private Environment() {}

    static Map<String, String> of(JsonNode container) {
        return container
                .path("env")
                .valueStream()
                .filter(variable -> variable.has("value"))
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asString(),
                        variable -> variable.path("value").asString()));
    }
}
