package dev.trainyard.fuzz;

import dev.trainyard.fuzz.ApiDescription.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Makes requests: valid ones from the description, and others from these. */
final class RequestMaker {
    private static final double VALID = 0.25;
    private static final int MOST_BYTES = 300;
    private static final double TWICE = 0.2;
    private static final double STRANGER = 0.1;
    private static final double OPTIONAL = 0.3;
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    private final ApiDescription api;
    private final Map<String, List<String>> names;
    private final List<String> tokens;
    private final Knowledge knowledge;

    /** Requests of the first of the tokens as a rule; with no token if there are none. */
    RequestMaker(ApiDescription api, Map<String, List<String>> names, List<String> tokens, Knowledge knowledge) {
        this.api = api;
        this.names = names;
        this.tokens = tokens;
        this.knowledge = knowledge;
    }

    /**
     * A request to one operation after the other; every fourth is as it should be, and to one that did not do yet what it is
     * for: in its inside there may be more to find.
     */
    Case make(int number, Chance chance, Set<String> unserved) {
        List<Operation> open = api.operations().stream()
                .filter(operation -> unserved.contains(operation.toString()))
                .toList();
        if (number % 4 == 3 && !open.isEmpty()) {
            Operation operation = chance.of(open);
            return new Case(number, operation, List.of(), valid(operation, chance));
        }
        Operation operation = api.operations().get(number % api.operations().size());
        RawRequest request = valid(operation, chance);
        List<RequestMutation> mutations = new ArrayList<>();
        if (!chance.in(VALID)) {
            mutations.add(mutation(operation, chance));
            if (chance.in(TWICE)) {
                mutations.add(mutation(operation, chance));
            }
        }
        for (RequestMutation mutation : mutations) {
            request = mutation.apply(request, chance);
        }
        return new Case(number, operation, mutations, request);
    }

    /** Half of what is done to a request with a body is done to its body. */
    private static RequestMutation mutation(Operation operation, Chance chance) {
        return operation.hasBody() && chance.in(0.5)
                ? chance.of(
                        RequestMutation.FIELD,
                        RequestMutation.TWO_FIELDS,
                        RequestMutation.JSON_TEXT,
                        RequestMutation.BYTES)
                : chance.of(RequestMutation.values());
    }

    RawRequest valid(Operation operation, Chance chance) {
        String path = VARIABLE.matcher(operation.path())
                .replaceAll(variable -> knowledge.id(operation.path(), variable.group(1), chance));
        RawRequest request = new RawRequest(
                operation.method(),
                path + query(operation, chance),
                RawRequest.HTTP,
                List.of(),
                new byte[0],
                Framing.NONE);
        if (operation.hasBody()) {
            var body = new SchemaValues(api, names, chance).value(operation.body(), "");
            request = request.with("Content-Type", "application/json")
                    .withBody(body.toString().getBytes(StandardCharsets.UTF_8));
        } else if (operation.takesBytes()) {
            request = request.with("Content-Type", "application/octet-stream")
                    .withBody(chance.bytes(1 + chance.below(MOST_BYTES)));
        } else if (operation.method().equals("POST")) {
            request = request.withFraming(Framing.LENGTH);
        }
        return headers(operation, request, chance);
    }

    private RawRequest headers(Operation operation, RawRequest bare, Chance chance) {
        RawRequest request = bare;
        if (!tokens.isEmpty()) {
            String token = chance.in(STRANGER) ? chance.of(tokens) : tokens.get(0);
            request = request.with("Authorization", "Bearer " + token);
        }
        for (JsonNode header : operation.parametersIn("header")) {
            if (chance.in(OPTIONAL)) {
                request = request.with(header.get("name").asString(), String.valueOf(chance.below(1_000)));
            }
        }
        boolean conditional = operation.answers().containsKey("304") && chance.in(OPTIONAL);
        return conditional ? request.with("If-None-Match", knowledge.entityTag(chance)) : request;
    }

    private String query(Operation operation, Chance chance) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.parametersIn("query")) {
            if (chance.in(OPTIONAL)) {
                String name = parameter.get("name").asString();
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value(parameter, name, chance), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    private String value(JsonNode parameter, String name, Chance chance) {
        return switch (name) {
            case "after" -> knowledge.cursor(chance);
            case "status" -> chance.of("queued", "running", "succeeded", "failed", "cancelled", "paused");
            default ->
                new SchemaValues(api, names, chance)
                        .value(parameter.get("schema"), name)
                        .asString("x");
        };
    }
}
