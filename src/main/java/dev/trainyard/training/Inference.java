package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Normalization;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A network to predict with. To be used and closed by one thread alone: what ND4J keeps in memory for it is
 * that thread's.
 */
public final class Inference implements AutoCloseable {
    private static final int BYTES_PER_PARAMETER = 4;

    private final ComputationGraph network;
    private final Normalization normalization;

    /** Takes a network, and closes it in the end. */
    public Inference(ComputationGraph network, Normalization normalization) {
        this.network = network;
        this.normalization = normalization;
    }

    /** A network with weights that are stored. */
    public static Inference of(NetworkSpec spec, StoredWeights weights, Normalization normalization) {
        ComputationGraph network = ResNetGraph.create(spec, new NoOp(), 0, 0, DataType.FLOAT);
        Weights.load(network, weights.tensors().get());
        return new Inference(network, normalization);
    }

    /**
     * The probability of each class, for each image.
     *
     * @param pixels of each image, a square as large as those that the network is for: red, green, blue, row by row
     */
    public List<float[]> probabilities(List<byte[]> pixels) {
        try (INDArray images = TrainingPass.images(batch(pixels))) {
            INDArray[] outputs = network.output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null);
            try (INDArray logits = outputs[0]) {
                return softmax(logits.dup('c').data().asFloat(), pixels.size());
            }
        }
    }

    private Batch batch(List<byte[]> pixels) {
        int values = pixels.get(0).length;
        byte[] all = new byte[pixels.size() * values];
        for (int i = 0; i < pixels.size(); i++) {
            System.arraycopy(pixels.get(i), 0, all, i * values, values);
        }
        int size = (int) Math.round(Math.sqrt((double) values / ImageSet.CHANNELS));
        return Batch.of(new ImageSet(size, size, all, new int[pixels.size()]), normalization);
    }

    private static List<float[]> softmax(float[] logits, int images) {
        int classes = logits.length / images;
        List<float[]> probabilities = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            probabilities.add(softmax(Arrays.copyOfRange(logits, image * classes, (image + 1) * classes)));
        }
        return probabilities;
    }

    private static float[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[i] - largest) / sum);
        }
        return probabilities;
    }

    /** What it takes of the memory off the heap, about. */
    public long bytes() {
        return network.numParams() * BYTES_PER_PARAMETER;
    }

    @Override
    public void close() {
        NetworkMemory.release(network);
    }
}
