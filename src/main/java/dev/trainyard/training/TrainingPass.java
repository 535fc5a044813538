package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import dev.trainyard.network.ResNetGraph;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Hands the batches of one pass to a network, and its logits to a {@link Tally}. */
final class TrainingPass extends BaseTrainingListener implements AutoCloseable {
    private final ComputationGraph network;
    private final Tally tally;
    private int[] labels = {};

    TrainingPass(ComputationGraph network, Tally tally) {
        this.network = network;
        this.tally = tally;
        network.addListeners(this);
    }

    /** One step of gradient descent; the logits are those before it. */
    void train(Batch batch) {
        labels = batch.labels();
        // Closed at once: waiting for the garbage collector would let gigabytes of dead batches pile up off the heap.
        try (INDArray images = images(batch);
                INDArray oneHot = oneHot()) {
            network.fit(new INDArray[] {images}, new INDArray[] {oneHot});
        }
    }

    /** Part of a step, between its forward and its backward half. */
    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        tally.add(Objects.requireNonNull(activations.get(ResNetGraph.LOGITS)), labels);
    }

    /** Looks, and learns nothing. */
    void evaluate(Batch batch) {
        try (INDArray images = images(batch)) {
            INDArray[] outputs = network.output(List.of(ResNetGraph.LOGITS), false, new INDArray[] {images}, null);
            try (INDArray logits = outputs[0]) {
                tally.add(logits, batch.labels());
            }
        }
    }

    @Override
    public void close() {
        network.getListeners().remove(this);
    }

    private static INDArray images(Batch batch) {
        return Nd4j.createFromArray(batch.images()).reshape('c', batch.size(), ResNetGraph.SIZE, ResNetGraph.SIZE, 3);
    }

    private INDArray oneHot() {
        float[] oneHot = new float[labels.length * tally.classes()];
        for (int image = 0; image < labels.length; image++) {
            oneHot[image * tally.classes() + labels[image]] = 1;
        }
        return Nd4j.createFromArray(oneHot).reshape('c', labels.length, tally.classes());
    }
}
