package dev.trainyard.run;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.Shortcut;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonFields;
import dev.trainyard.training.InitialWeights;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what a run begins with: an id alone, or an object as a stored specification has it. The weights are those of now, which
 * the checksum pins.
 */
@Component
class InitialWeightsReader {
    private static final String FIELD = "initial_weights";
    private static final String ALLOWED =
            "the id of an imported model (mdl_…) or of a run with a checkpoint (run_…) that you see, or null";
    private static final int LONGEST_ID = 100;

    private final WeightsSources sources;

    InitialWeightsReader(WeightsSources sources) {
        this.sources = sources;
    }

    /** What the run is, as far as weights have to fit it. */
    record Network(ResNet model, ActivationSpec activation, Shortcut shortcut, String dataset) {}

    private record Asked(
            String source,
            @Nullable String sha256,
            @Nullable Boolean newLastLayer) {}

    /** Null if the field is not there, or null, or wrong, which is noted. */
    @Nullable
    InitialWeights read(JsonFields fields, Network run) {
        Asked asked = asked(fields).orElse(null);
        if (asked == null || asked.source().isEmpty()) {
            return null;
        }
        Optional<WeightsSource.Description> found = sources.describeSeen(asked.source());
        if (found.isEmpty()) {
            fields.reject(FIELD, "%s has no weights".formatted(asked.source()), ALLOWED);
            return null;
        }
        // Where something else is wrong, the run is not known well enough to say what does not fit.
        return fields.hasErrors() ? null : fitting(fields, run, asked, found.get());
    }

    /** They may have been deleted since they were read; from here on they are not, until the transaction ends. */
    static void requireHeld(WeightsSources sources, @Nullable InitialWeights weights) {
        if (weights != null && !sources.hold(weights.source())) {
            throw new InvalidRequestException(
                    List.of(new Invalid("/" + FIELD, weights.source() + " has no weights any more", ALLOWED)));
        }
    }

    private static Optional<Asked> asked(JsonFields fields) {
        if (fields.isObject(FIELD)) {
            return fields.object(FIELD, InitialWeightsReader::settings);
        }
        return fields.textOrNull(FIELD, LONGEST_ID).map(id -> new Asked(id, null, null));
    }

    private static Asked settings(JsonFields fields) {
        fields.require("source", ALLOWED);
        return new Asked(
                fields.text("source", LONGEST_ID).orElse(""),
                fields.text("sha256", LONGEST_ID).orElse(null),
                fields.has("new_last_layer") ? fields.bool("new_last_layer", false) : null);
    }

    private static InitialWeights fitting(
            JsonFields fields, Network run, Asked asked, WeightsSource.Description weights) {
        String source = asked.source();
        if (!weights.changing().isEmpty()) {
            fields.reject(FIELD, "%s is not ready: %s".formatted(source, weights.changing()), "a run that has ended");
        }
        if (asked.sha256() != null && !asked.sha256().equals(weights.sha256())) {
            fields.reject(
                    FIELD, "%s has no weights with the sha256 %s".formatted(source, asked.sha256()), weights.sha256());
        }
        if (!run.model().equals(weights.model())) {
            unlike(fields, "model", run.model().name(), source, weights.model().name());
        }
        if (!sameFunction(run.activation(), weights.activation())) {
            unlike(fields, "activation", words(run.activation()), source, words(weights.activation()));
        }
        if (run.shortcut() != weights.shortcut()) {
            unlike(
                    fields,
                    "shortcut",
                    run.shortcut().name(),
                    source,
                    weights.shortcut().name());
        }
        boolean otherClasses = !run.dataset().equals(weights.dataset());
        boolean newLastLayer = asked.newLastLayer() == null ? otherClasses : asked.newLastLayer();
        if (otherClasses && !newLastLayer) {
            fields.reject(
                    FIELD,
                    "the last layer of %s is of the classes of %s".formatted(source, weights.dataset()),
                    "new_last_layer true, or the same dataset");
        }
        return new InitialWeights(source, weights.sha256(), newLastLayer);
    }

    private static void unlike(JsonFields fields, String field, String own, String source, String theirs) {
        fields.reject(
                field, "%s is %s, and the initial weights of %s have %s".formatted(field, own, source, theirs), theirs);
    }

    /** What it begins with is in the weights; where nothing is learnt nothing is shared either. */
    private static boolean sameFunction(ActivationSpec one, ActivationSpec other) {
        boolean learns = !Activations.parameters(one.name(), one.terms()).isEmpty();
        return one.name().equals(other.name())
                && one.terms().equals(other.terms())
                && (!learns || one.sharing() == other.sharing());
    }

    private static String words(ActivationSpec activation) {
        boolean learns =
                !Activations.parameters(activation.name(), activation.terms()).isEmpty();
        return learns
                ? "%s (sharing %s%s)"
                        .formatted(
                                activation.name(),
                                Names.of(activation.sharing()),
                                activation.terms().isEmpty() ? "" : ", terms " + activation.terms())
                : activation.name();
    }
}
