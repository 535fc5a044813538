package dev.trainyard.activation;

import java.util.List;
import java.util.Map;

/**
 * An activation in words, for people who choose one.
 *
 * @param formula f(x), s being the logistic sigmoid
 * @param parameters what is learnt, with the value it starts at; empty for a fixed function
 * @param terms what it combines unless told otherwise; empty for every activation that is no combination
 * @param source where the function is from
 */
public record ActivationDescription(
        String name, String formula, Map<String, Double> parameters, List<String> terms, String source) {
    public ActivationDescription {
        // Sorted: what people read should not depend on a hash.
        parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
        terms = List.copyOf(terms);
    }
}
