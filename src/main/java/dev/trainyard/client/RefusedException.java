package dev.trainyard.client;

import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service answered that it will not; the message is what it said, for people. */
public final class RefusedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    RefusedException(int status, String body) {
        super(message(status, body));
    }

    /** Of a problem (RFC 9457) its detail, and a line for each field that is wrong. */
    private static String message(int status, String body) {
        JsonNode problem = problem(body);
        List<String> lines = new ArrayList<>();
        lines.add(problem.path("detail").asString(problem.path("title").asString("The service answered " + status)));
        for (JsonNode error : problem.path("errors")) {
            lines.add("  %s: %s; allowed: %s"
                    .formatted(
                            error.path("pointer").asString(""),
                            error.path("message").asString(""),
                            error.path("allowed").asString("")));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static JsonNode problem(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
