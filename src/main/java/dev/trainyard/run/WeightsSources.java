package dev.trainyard.run;

import dev.trainyard.access.Caller;
import dev.trainyard.training.InitialWeights;
import dev.trainyard.training.StoredWeights;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All that has weights, to begin with or to ask. */
@Component
public class WeightsSources {
    private final List<WeightsSource> sources;

    WeightsSources(List<WeightsSource> sources) {
        this.sources = sources;
    }

    /** What is known of the weights of that id. */
    public Optional<WeightsSource.Description> describe(String id) {
        return sources.stream()
                .map(source -> source.describe(id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The same, if the caller sees whose they are; nobody who calls sees none. */
    public Optional<WeightsSource.Description> describeSeen(String id) {
        return describe(id)
                .filter(weights -> Caller.current()
                        .filter(caller -> caller.sees(weights.owner()))
                        .isPresent());
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
        return load(weights.source(), weights.sha256()).orElseThrow(() -> WeightsUnavailableException.gone(weights));
    }

    /** Those of that id and checksum; empty if there are none any more. Throws WeightsUnavailableException if they are damaged. */
    public Optional<StoredWeights> load(String id, String sha256) {
        return sources.stream()
                .map(source -> source.load(id, sha256))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
