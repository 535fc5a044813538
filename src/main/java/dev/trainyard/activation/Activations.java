package dev.trainyard.activation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every activation by name. */
public final class Activations {
    private static final List<ActivationDescription> ALL = List.of(
            new ActivationDescription(
                    "coslu",
                    "(x + a cos(b x)) s(x)",
                    Map.of("a", 1.0, "b", 1.0),
                    List.of(),
                    "Pishchik 2023, section 3"),
            new ActivationDescription("relu", "max(0, x)", Map.of(), List.of(), "Nair and Hinton 2010"));

    private Activations() {}

    /** All of them, trainable ones first. */
    public static List<ActivationDescription> all() {
        return ALL;
    }

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(ActivationDescription::name).toList();
    }

    /** The activation of that name. */
    public static Optional<ActivationDescription> named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** What a combination may combine. */
    public static List<String> terms() {
        return List.of("relu");
    }

    /**
     * The parameters of an activation and their published initial values; for a combination {@code w_} and the term's
     * name, each 1 / number of terms.
     *
     * @param terms of a combination, else empty
     */
    public static Map<String, Double> parameters(String name, List<String> terms) {
        return named(name).orElseThrow().parameters();
    }
}
