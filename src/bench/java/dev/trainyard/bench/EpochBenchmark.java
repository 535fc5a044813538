package dev.trainyard.bench;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.DatasetUnavailableException;
import dev.trainyard.network.ResNet;
import dev.trainyard.training.Recipe;
import dev.trainyard.training.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Whole epochs of the published recipe: data preparation, training and validation, as a run of the service has them. */
final class EpochBenchmark {
    private static final String DATASET = "cifar-10";
    private static final Map<String, String> DEFAULTS =
            Map.of("data", "data", "epochs", "3", "depth", "8", "activation", "coslu", "python", "/usr/bin/python3");

    private EpochBenchmark() {}

    /** Prints a row for each epoch as it ends. */
    static void run(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, DEFAULTS);
        Heading.print("epoch", arguments, options.text("python"));
        try {
            run(options, new DatasetCatalog(Path.of(options.text("data"))).load(DATASET));
        } catch (DatasetUnavailableException absent) {
            System.err.printf("%s%n--data in -Dbench.args names another directory.%n", absent.getMessage());
        }
    }

    private static void run(Options options, Dataset dataset) throws IOException {
        Recipe recipe = Recipe.published(
                new ResNet(options.number("depth")),
                ActivationSpec.named(options.text("activation")),
                DATASET,
                dataset.normalization());
        System.out.println("| run | epoch | seconds | of it training, s | images/s in training | train loss |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        EpochRows rows = new EpochRows(recipe.title(), options.number("epochs"), System.out);
        try (DataWaits waits = DataWaits.record()) {
            train(recipe, dataset, rows);
            System.out.printf(
                    Locale.ROOT,
                    "%nWaiting for data took %.2f %% of the time.%n",
                    waits.stop().toNanos() * 100.0 / rows.total().toNanos());
        }
    }

    private static void train(Recipe recipe, Dataset dataset, EpochRows rows) {
        try {
            Training.run(recipe, dataset, null, rows);
        } catch (CancellationException enough) {
            // The recipe goes on to its last epoch; the rows ended it after as many as were asked for.
        }
    }
}
