package dev.trainyard.run;

import dev.trainyard.training.Recipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param name for people, or null
 * @param priority from -100 to 100, the higher the sooner
 * @param tags to find it by
 * @param maxRuntimeSeconds how long workers may hold it, over all attempts; null for no limit
 */
public record NewRun(
        Recipe recipe,
        @Nullable String name,
        int priority,
        List<String> tags,
        @Nullable Integer maxRuntimeSeconds) {
    /** Keeps the tags as they are. */
    public NewRun {
        tags = List.copyOf(tags);
    }

    /** What it is trained on: of a data set of one's own exactly that version. */
    public String dataset() {
        return recipe.dataset();
    }
}
