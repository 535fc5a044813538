package dev.trainyard.run;

import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import dev.trainyard.training.Recipe;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the request for a run; {@link RunRequest} documents it. */
@Component
class RunRequestReader {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TAG = 50;
    private static final int MAX_TAGS = 20;
    private static final int MAX_PRIORITY = 100;
    private static final long MAX_RUNTIME_SECONDS = Duration.ofDays(30).toSeconds();

    private final RecipeReader recipes;

    RunRequestReader(RecipeReader recipes) {
        this.recipes = recipes;
    }

    /** Throws InvalidRequestException with everything that is wrong. */
    NewRun read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        Recipe recipe = recipes.read(fields);
        String name = fields.text("name", LONGEST_NAME).orElse(null);
        int priority = (int) fields.integer("priority", 0, -MAX_PRIORITY, MAX_PRIORITY);
        List<String> tags =
                fields.list("tags", 0, MAX_TAGS, JsonKind.text(LONGEST_TAG)).orElse(List.of());
        Integer maxRuntimeSeconds = fields.integerOrNull("max_runtime_seconds", 1, MAX_RUNTIME_SECONDS)
                .map(Math::toIntExact)
                .orElse(null);
        fields.complete();
        return new NewRun(recipe, name, priority, tags.stream().distinct().toList(), maxRuntimeSeconds);
    }
}
