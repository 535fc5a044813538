package dev.trainyard.run;

import dev.trainyard.training.InitialWeights;
import dev.trainyard.training.StoredWeights;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All that has weights for runs to begin with. */
@Component
class WeightsSources {
    private final List<WeightsSource> sources;

    WeightsSources(List<WeightsSource> sources) {
        this.sources = sources;
    }

    /** What is known of the weights of that id. */
    Optional<WeightsSource.Description> describe(String id) {
        return sources.stream()
                .map(source -> source.describe(id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether they are still there; if so they stay until the transaction ends. */
    boolean hold(String id) {
        return sources.stream().allMatch(source -> source.hold(id));
    }

    /** Throws WeightsUnavailableException if they are not what was pinned when the run was submitted. */
    @Nullable
    StoredWeights load(@Nullable InitialWeights weights) {
        if (weights == null) {
            return null;
        }
        return sources.stream()
                .map(source -> source.load(weights.source(), weights.sha256()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> WeightsUnavailableException.gone(weights));
    }
}
