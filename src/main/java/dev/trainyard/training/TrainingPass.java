package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.network.ResNetGraph;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Hands the batches of one pass to a network, and its logits to a {@link Tally}. */
final class TrainingPass implements AutoCloseable {
    private final ComputationGraph network;
    private final Replicas replicas;
    private final Tally tally;
    private final Logits logits;

    /** @param replicas of the network that take their part of each step */
    TrainingPass(ComputationGraph network, Replicas replicas, Tally tally) {
        this.network = network;
        this.replicas = replicas;
        this.tally = tally;
        this.logits = new Logits(network);
    }

    /** One step of gradient descent; the logits are those before it. */
    void train(Batch batch) {
        if (replicas.isEmpty()) {
            fit(batch);
            tally.add(logits.last(), batch.labels());
        } else {
            tally.add(replicas.step(network, logits, batch), batch.labels());
        }
    }

    private void fit(Batch batch) {
        // Closed at once: waiting for the garbage collector would let gigabytes of dead batches pile up off the heap.
        try (INDArray images = images(batch);
                INDArray oneHot = oneHot(batch.labels(), tally.classes())) {
            network.fit(new INDArray[] {images}, new INDArray[] {oneHot});
        }
    }

    /** Looks, and learns nothing. */
    void evaluate(Batch batch) {
        try (INDArray images = images(batch)) {
            INDArray[] outputs = network.output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null);
            try (INDArray scores = outputs[0]) {
                tally.add(scores, batch.labels());
            }
        }
    }

    @Override
    public void close() {
        logits.close();
    }

    static INDArray images(Batch batch) {
        return Nd4j.createFromArray(batch.images())
                .reshape('c', batch.size(), batch.imageSize(), batch.imageSize(), ImageSet.CHANNELS);
    }

    static INDArray oneHot(int[] labels, int classes) {
        float[] oneHot = new float[labels.length * classes];
        for (int image = 0; image < labels.length; image++) {
            oneHot[image * classes + labels[image]] = 1;
        }
        return Nd4j.createFromArray(oneHot).reshape('c', labels.length, classes);
    }
}
