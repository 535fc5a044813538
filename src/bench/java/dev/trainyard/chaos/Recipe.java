package dev.trainyard.chaos;

import java.util.List;

/**
 * What is trained: real networks on the set that is made in code, each epoch with few images.
 *
 * @param name of the undisturbed run, too
 * @param fields of its request
 */
record Recipe(String name, String fields) {
    static final List<Recipe> ALL = List.of(of("relu", 4, 1), of("coslu", 3, 2), of("prelu", 6, 3), of("delu", 5, 4));

    private static Recipe of(String activation, int epochs, int seed) {
        return new Recipe(activation, """
                "model": "resnet-8", "activation": "%s", "dataset": "shapes", "epochs": %d, "seed": %d, "batch_size": 50,
                "validation_fraction": 0.5, "learning_rate": 0.02""".formatted(activation, epochs, seed));
    }
}
