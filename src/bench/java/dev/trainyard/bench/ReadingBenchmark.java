package dev.trainyard.bench;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Augmentation;
import dev.trainyard.dataset.Batch;
import dev.trainyard.dataset.BatchLoader;
import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.DatasetCatalog;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Part;
import dev.trainyard.dataset.VersionFile;
import dev.trainyard.dataset.VersionWriter;
import dev.trainyard.network.ResNet;
import dev.trainyard.training.Calibration;
import dev.trainyard.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;

/** How fast images are read from the file of a version and made batches, beside how fast a network trains on them. */
final class ReadingBenchmark {
    private static final int BATCH = 128;
    private static final int PASSES = 5;
    private static final Duration TRAINING = Duration.ofSeconds(20);

    private ReadingBenchmark() {}

    static void run(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, Map.of("data", "data", "dataset", "cifar-100", "depth", "8"));
        Heading.print("reading", arguments);
        Dataset dataset = new DatasetCatalog(Path.of(options.text("data"))).load(options.text("dataset"));
        System.out.println("| what | images/s | times ResNet-%s with ReLU |".formatted(options.text("depth")));
        System.out.println("|---|--:|--:|");
        double training = 0;
        for (String activation : List.of("relu", "coslu")) {
            Recipe recipe = Recipe.published(
                    new ResNet(options.number("depth")),
                    ActivationSpec.named(activation),
                    dataset.name(),
                    dataset.normalization());
            double rate = 1 / Calibration.secondsPerImage(recipe, TRAINING);
            training = training == 0 ? rate : training;
            row("training with " + activation, rate, training);
        }
        row("reading the file of a version, checksums and all", reading(dataset), training);
        for (Augmentation augmentation : Augmentation.values()) {
            double rate = augmenting(dataset.train(), augmentation, dataset);
            row("shuffled batches of %d, augmentation %s".formatted(BATCH, augmentation), rate, training);
        }
    }

    private static void row(String what, double rate, double training) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %.1f |%n", what, rate, rate / training);
    }

    private static double reading(Dataset dataset) throws IOException {
        Path folder = Files.createTempDirectory("reading");
        try {
            Path file = folder.resolve("version");
            try (VersionWriter writer =
                    new VersionWriter(folder, dataset.classes(), dataset.train().height())) {
                add(dataset.train(), Part.TRAIN, writer);
                add(dataset.test(), Part.TEST, writer);
                writer.finish(file);
            }
            double best = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                long begin = System.nanoTime();
                Dataset read = VersionFile.read(file, dataset.name());
                int images = read.train().size() + read.test().size();
                best = Math.max(best, images / seconds(begin));
            }
            return best;
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static void add(ImageSet images, Part part, VersionWriter writer) throws IOException {
        for (int image = 0; image < images.size(); image++) {
            writer.add(part, images.label(image), images.image(image), false);
        }
    }

    /** On the loader's one thread, with nobody to train on the other cores. */
    private static double augmenting(ImageSet images, Augmentation augmentation, Dataset dataset) {
        int[] all = IntStream.range(0, images.size()).toArray();
        double best = 0;
        for (int epoch = 1; epoch <= PASSES; epoch++) {
            long begin = System.nanoTime();
            long seen = 0;
            try (BatchLoader loader =
                    BatchLoader.shuffled(images, all, BATCH, augmentation, dataset.normalization(), 1, epoch)) {
                while (loader.hasNext()) {
                    Batch batch = loader.next();
                    seen += batch.size();
                }
            }
            best = Math.max(best, seen / seconds(begin));
        }
        return best;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
