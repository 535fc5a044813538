package dev.trainyard.activation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An activation as a run asks for it.
 *
 * @param name one of {@link Activations#names()}
 * @param sharing which layers train the same parameters
 * @param initial starting values by parameter name; a parameter that is not named starts at its published value
 * @param terms the functions that {@code lincomb} and {@code normlincomb} combine, empty for every other activation
 */
public record ActivationSpec(String name, Sharing sharing, Map<String, Double> initial, List<String> terms) {
    public ActivationSpec {
        initial = java.util.Collections.unmodifiableMap(new TreeMap<>(initial));
        terms = List.copyOf(terms);
    }

    /** The activation with its published parameters, shared by the whole network. */
    public static ActivationSpec named(String name) {
        return new ActivationSpec(name, Sharing.NETWORK, Map.of(), List.of());
    }
}
