package dev.trainyard.fuzz;

import dev.trainyard.fuzz.ApiDescription.Operation;
import dev.trainyard.fuzz.Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with an answer. */
final class Judge {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final Pattern CODE = Pattern.compile("[a-z]+(_[a-z]+)*");

    /** What only the inside of the service knows. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\bat dev\\.|Exception|\\bjava\\.|javax\\.|jakarta\\."
                    + "|springframework|org\\.apache|[Tt]omcat|tools\\.jackson|hibernate|postgresql|SQLSTATE|\\.java:|StackTrace");

    /** Metrics have names of classes, and the pages of Swagger are not ours. */
    private static final Pattern PUBLISHED_INSIDE = Pattern.compile("/actuator/prometheus|/swagger-ui.*");

    /**
     * What the RFCs have a server answer to HTTP that it does not speak: 505 to another version (9110, 15.6.6), 501 to a
     * method like CONNECT (9110, 9.1) and to a transfer coding (9112, 6.1) that it does not know. Tomcat says so before
     * there is a request for the application; the answer must be a problem, and tell nothing of the inside, as all others.
     */
    private static final Map<Integer, Set<RequestMutation>> NOT_SPOKEN =
            Map.of(505, Set.of(RequestMutation.VERSION), 501, Set.of(RequestMutation.FRAMING, RequestMutation.METHOD));

    private Judge() {}

    /** Nothing if all is well. */
    static List<String> faults(Case sent, @Nullable Answer answer) {
        if (answer == null) {
            return sent.request().mayGoUnanswered() ? List.of() : List.of("the service hung up without an answer");
        }
        List<String> faults = new ArrayList<>();
        int status = answer.status();
        Set<RequestMutation> excuses = NOT_SPOKEN.getOrDefault(status, Set.of());
        if (status >= 500 && sent.mutations().stream().noneMatch(excuses::contains)) {
            faults.add("status " + status);
        }
        boolean empty = answer.body().isEmpty() && sent.request().target().contains("actuator");
        if (status >= 400 && !sent.request().method().equals("HEAD") && !empty) {
            // Spring's actuator has no words for a component that is not there, and no body either.
            problem(answer, faults);
        }
        if (status < 400 && sent.isAsDocumented()) {
            documented(sent.operation(), answer, faults);
        }
        leaks(sent, answer, faults);
        return faults;
    }

    private static void problem(Answer answer, List<String> faults) {
        if (!answer.mediaType().equals(PROBLEM)) {
            faults.add("an error of the type " + answer.header("Content-Type"));
        }
        try {
            JsonNode problem = JSON.readTree(answer.body());
            if (!CODE.matcher(problem.path("code").asString("")).matches()) {
                faults.add("an error without a code");
            }
            if (problem.path("status").asInt(0) != answer.status()) {
                faults.add("an error that tells another status");
            }
            if (problem.path("title").asString("").isBlank()
                    || problem.path("detail").asString("").isBlank()) {
                faults.add("an error without a title or a detail");
            }
        } catch (JacksonException noJson) {
            faults.add("an error that is no JSON");
        }
    }

    private static void documented(Operation operation, Answer answer, List<String> faults) {
        Set<String> types = operation.answers().get(String.valueOf(answer.status()));
        if (types == null) {
            faults.add("status %d is not documented".formatted(answer.status()));
        } else if (types.isEmpty() ? !answer.body().isEmpty() : !types.contains(answer.mediaType())) {
            faults.add("the type %s is not documented".formatted(answer.mediaType()));
        }
    }

    private static void leaks(Case sent, Answer answer, List<String> faults) {
        var inside = INSIDE.matcher(answer.body());
        if (inside.find() && !PUBLISHED_INSIDE.matcher(sent.operation().path()).matches()) {
            faults.add("the body tells of the inside: " + inside.group());
        }
        if (!answer.header("Server").isEmpty() || !answer.header("X-Powered-By").isEmpty()) {
            faults.add("a header tells what serves");
        }
        if (!answer.header("X-Injected").isEmpty()) {
            faults.add("a header came out of the request");
        }
    }
}
