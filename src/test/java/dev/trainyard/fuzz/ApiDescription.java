package dev.trainyard.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The operations of an OpenAPI document, and the endpoints beside it.
 *
 * @param schemas by name
 */
record ApiDescription(List<Operation> operations, Map<String, JsonNode> schemas) {
    /** Endpoints that the document leaves out; what they may answer is not said. */
    private static final List<String> BESIDE = List.of(
            "/v3/api-docs",
            "/swagger-ui.html",
            "/swagger-ui/index.html",
            "/actuator",
            "/actuator/health",
            "/actuator/health/{group}",
            "/actuator/info",
            "/actuator/prometheus",
            "/error",
            "/");

    /**
     * An operation.
     *
     * @param path with {@code {names}} in it
     * @param body the schema of the request's, or missing
     * @param answers media types by documented status; empty where nothing is documented
     */
    record Operation(
            String method,
            String path,
            List<JsonNode> parameters,
            JsonNode body,
            boolean takesBytes,
            Map<String, Set<String>> answers) {
        boolean hasBody() {
            return !body.isMissingNode();
        }

        /** Its parameters in the query or in headers. */
        List<JsonNode> parametersIn(String place) {
            return parameters.stream()
                    .filter(parameter -> parameter.path("in").asString().equals(place))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static ApiDescription of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(operation(method.getKey(), path.getKey(), method.getValue()))));
        BESIDE.forEach(path ->
                operations.add(new Operation("GET", path, List.of(), MissingNode.getInstance(), false, Map.of())));
        return new ApiDescription(
                operations,
                document.at("/components/schemas").properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Operation operation(String method, String path, JsonNode described) {
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                described.path("parameters").valueStream().toList(),
                described.at("/requestBody/content/application~1json/schema"),
                described.at("/requestBody/content/application~1octet-stream").isObject(),
                described.get("responses").properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                answer -> mediaTypes(answer.getValue().path("content")))));
    }

    /** Without their parameters, such as a charset. */
    private static Set<String> mediaTypes(JsonNode content) {
        return content.propertyNames().stream()
                .map(type -> type.split(";", 2)[0])
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The schema itself, where another refers to it. */
    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty()
                ? schema
                : schemas.getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), schema);
    }
}
