package dev.trainyard.expansion;

import dev.trainyard.dataset.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a trained network thinks of labels. It doubts one where it gives another class a high probability, and takes a picture for
 * an outlier where its largest probability is lower than that of almost all images that the base has to test with (the score of
 * Hendrycks and Gimpel 2017, section 3, with a threshold of one's own data).
 */
final class LabelCheck {
    private static final int BATCH = 256;

    private final List<String> classes;
    private final CheckOptions options;
    private final Network network;
    private final double leastCertainty;

    /** The probabilities of the classes, for each image. */
    interface Network {
        List<float[]> probabilities(List<byte[]> pixels);
    }

    /** What it doubts, and why. */
    record Doubt(Fate fate, String reason) {}

    /**
     * A check.
     *
     * @param classes that the network tells apart
     * @param known images of these classes, which say how certain it is as a rule
     */
    LabelCheck(List<String> classes, CheckOptions options, Network network, ImageSet known) {
        this.classes = classes;
        this.options = options;
        this.network = network;
        this.leastCertainty = options.outliers() == 0 ? 0 : quantile(certainties(known), options.outliers());
    }

    boolean drops() {
        return options.drops();
    }

    /** What is wrong with a picture and its label, if anything; a label of a class that the network does not know is not. */
    Optional<Doubt> of(String label, byte[] pixels) {
        float[] probabilities = network.probabilities(List.of(pixels)).get(0);
        int seen = largest(probabilities);
        if (probabilities[seen] < leastCertainty) {
            return Optional.of(new Doubt(
                    Fate.OUTLIER,
                    text("no class has more than %.2f, and few images of the base as little", probabilities[seen])));
        }
        boolean another = classes.contains(label) && !classes.get(seen).equals(label);
        return another && probabilities[seen] >= (float) options.confidence()
                ? Optional.of(new Doubt(
                        Fate.MISLABELLED, text("taken for %s with %.2f", classes.get(seen), probabilities[seen])))
                : Optional.empty();
    }

    private double[] certainties(ImageSet known) {
        List<Double> certainties = new ArrayList<>();
        for (int from = 0; from < known.size(); from += BATCH) {
            List<byte[]> batch = IntStream.range(from, Math.min(known.size(), from + BATCH))
                    .mapToObj(known::image)
                    .toList();
            for (float[] probabilities : network.probabilities(batch)) {
                certainties.add((double) probabilities[largest(probabilities)]);
            }
        }
        return certainties.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The value below which that share of sorted ones lies. */
    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * sorted.length)];
    }

    private static int largest(float[] probabilities) {
        int largest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[largest]) {
                largest = i;
            }
        }
        return largest;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
