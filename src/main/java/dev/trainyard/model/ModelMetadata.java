package dev.trainyard.model;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.run.TrainedRun;
import dev.trainyard.training.Recipe;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a file tells of its network, beside the weights; docs/models.md describes each entry. */
@Component
class ModelMetadata {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatasetCatalog datasets;

    ModelMetadata(DatasetCatalog datasets) {
        this.datasets = datasets;
    }

    /** Texts by their names. */
    Map<String, String> of(TrainedRun run) {
        Recipe recipe = run.recipe();
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("model", recipe.model().name());
        metadata.put("shortcut", recipe.shortcut().name());
        metadata.put("activation", JSON.writeValueAsString(activation(recipe.activation())));
        metadata.put("dataset", recipe.dataset());
        metadata.put("classes", JSON.writeValueAsString(classes(recipe.dataset())));
        metadata.put("normalization_mean", commaSeparated(recipe.normalization().mean()));
        metadata.put("normalization_std", commaSeparated(recipe.normalization().std()));
        metadata.put("run", run.id().toString());
        metadata.put("epoch", String.valueOf(run.epoch()));
        return metadata;
    }

    /** As in the run, defaults written out. */
    private static Map<String, Object> activation(ActivationSpec spec) {
        Map<String, Double> initial = new TreeMap<>(Activations.parameters(spec.name(), spec.terms()));
        initial.putAll(spec.initial());
        List<String> usual = Activations.named(spec.name()).orElseThrow().terms();
        Map<String, Object> written = new TreeMap<>();
        written.put("name", spec.name());
        written.put("sharing", spec.sharing().name().toLowerCase(Locale.ROOT));
        written.put("initial", initial);
        written.put("terms", spec.terms().isEmpty() ? usual : spec.terms());
        return written;
    }

    /** None of a data set that was there when the run was made, and is no more. */
    private List<String> classes(String dataset) {
        return datasets.names().contains(dataset) ? datasets.classes(dataset) : List.of();
    }

    private static String commaSeparated(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
