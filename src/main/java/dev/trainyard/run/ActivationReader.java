package dev.trainyard.run;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.trainyard.activation.ActivationDescription;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Activations;
import dev.trainyard.activation.Sharing;
import dev.trainyard.request.Bounds;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads an activation: its name alone, or an object with its settings. */
public final class ActivationReader {
    private static final String FIELD = "activation";
    private static final int MAX_TERMS = 20;
    private static final JsonKind<String> TERM = JsonKind.choice(Activations.terms().stream()
            .collect(toMap(identity(), identity(), (one, other) -> one, LinkedHashMap::new)));
    private static final Bounds INITIAL = Bounds.between(-100, 100);

    private ActivationReader() {}

    /**
     * Reads what a run's {@code activation} could be.
     *
     * @throws InvalidRequestException with everything that is wrong, by pointers that begin with {@code /activation}
     */
    public static ActivationSpec read(JsonNode activation) {
        JsonFields fields = JsonFields.of(JsonNodeFactory.instance.objectNode().set(FIELD, activation));
        ActivationSpec spec = read(fields);
        fields.complete();
        return spec;
    }

    static ActivationSpec read(JsonFields fields) {
        if (fields.isObject(FIELD)) {
            return fields.object(FIELD, ActivationReader::settings).orElseThrow();
        }
        ActivationDescription published = fields.requiredChoice(FIELD, named());
        return new ActivationSpec(published.name(), Sharing.NETWORK, Map.of(), published.terms());
    }

    private static ActivationSpec settings(JsonFields fields) {
        ActivationDescription activation = fields.requiredChoice("name", named());
        Sharing sharing = fields.choice("sharing", Sharing.NETWORK, Names.all(Sharing.class));
        List<String> terms = terms(fields, activation);
        Set<String> parameters =
                new TreeSet<>(Activations.parameters(activation.name(), terms).keySet());
        Map<String, Double> initial =
                fields.object("initial", values -> initial(values, parameters)).orElse(Map.of());
        return new ActivationSpec(activation.name(), sharing, initial, terms);
    }

    private static List<String> terms(JsonFields fields, ActivationDescription activation) {
        if (activation.terms().isEmpty()) {
            // Empty, as it is written out, is no error: a specification can be submitted again.
            fields.list("terms", 0, MAX_TERMS, TERM)
                    .filter(given -> !given.isEmpty())
                    .ifPresent(given -> fields.reject("terms", activation.name() + " combines nothing", "no terms"));
            return List.of();
        }
        List<String> terms = fields.list("terms", 1, MAX_TERMS, TERM)
                .filter(read -> !read.isEmpty())
                .orElse(activation.terms());
        if (new HashSet<>(terms).size() < terms.size()) {
            fields.reject("terms", "terms is " + terms, "each at most once");
        }
        return terms.stream().distinct().toList();
    }

    private static Map<String, Double> initial(JsonFields fields, Set<String> parameters) {
        Map<String, Double> values = new TreeMap<>();
        for (String parameter : parameters) {
            if (fields.has(parameter)) {
                values.put(parameter, fields.number(parameter, 0, INITIAL));
            }
        }
        return values;
    }

    private static Map<String, ActivationDescription> named() {
        return Activations.all().stream()
                .collect(toMap(ActivationDescription::name, identity(), (one, other) -> one, LinkedHashMap::new));
    }
}
