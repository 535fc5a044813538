package dev.trainyard.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts what a network says of labelled images, batch by batch: losses and the confusion matrix. */
final class Tally {
    private final int[][] confusion;
    private double lossOfBatches;
    private int batches;
    private double lastLoss;

    Tally(int classes) {
        this.confusion = new int[classes][classes];
    }

    int classes() {
        return confusion.length;
    }

    /** Adds a batch, given its logits of shape [images, classes]. */
    void add(INDArray logits, int[] labels) {
        // All at once: a view of each row would take more time than the rest of this.
        add(logits.dup('c').data().asFloat(), labels);
    }

    /** Adds a batch, given its logits image by image. */
    void add(float[] all, int[] labels) {
        double sum = 0;
        for (int image = 0; image < labels.length; image++) {
            float[] scores = Arrays.copyOfRange(all, image * classes(), (image + 1) * classes());
            sum += crossEntropy(scores, labels[image]);
            confusion[labels[image]][largest(scores)]++;
        }
        lastLoss = sum / labels.length;
        lossOfBatches += lastLoss;
        batches++;
    }

    /** Mean cross-entropy of the last batch; not finite if a logit was not. */
    double lastLoss() {
        return lastLoss;
    }

    /** Mean of the batches' means, in nats, as the published curves have it. */
    double loss() {
        return lossOfBatches / batches;
    }

    double accuracy() {
        int images = IntStream.range(0, confusion.length).map(this::actual).sum();
        int correct =
                IntStream.range(0, confusion.length).map(c -> confusion[c][c]).sum();
        return (double) correct / images;
    }

    /** The macro averages and the matrix, of the weights of an epoch. */
    TestReport report(int epoch) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : confusion) {
            rows.add(IntStream.of(row).boxed().toList());
        }
        return new TestReport(
                epoch, loss(), accuracy(), macro(this::precision), macro(this::recall), macro(this::f1), rows);
    }

    private double macro(IntToDoubleFunction measure) {
        return IntStream.range(0, confusion.length)
                .mapToDouble(measure)
                .average()
                .orElseThrow();
    }

    private double precision(int c) {
        int predicted = IntStream.range(0, confusion.length)
                .map(row -> confusion[row][c])
                .sum();
        return ratio(confusion[c][c], predicted);
    }

    private double recall(int c) {
        return ratio(confusion[c][c], actual(c));
    }

    private double f1(int c) {
        return ratio(2 * precision(c) * recall(c), precision(c) + recall(c));
    }

    private int actual(int c) {
        return IntStream.of(confusion[c]).sum();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** log(sum of exp(scores)) - score of the label, shifted by the largest score so that nothing overflows. */
    private static double crossEntropy(float[] scores, int label) {
        double largest = scores[largest(scores)];
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - largest);
        }
        return Math.log(sum) + largest - scores[label];
    }

    private static int largest(float[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            // A NaN among the scores must reach the loss, not hide behind a comparison that is never true.
            if (scores[c] > scores[best] || Float.isNaN(scores[c])) {
                best = c;
            }
        }
        return best;
    }
}
