package dev.trainyard.training;

import dev.trainyard.network.ResNetGraph;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes a network's logits in a step, between its forward and its backward half: afterwards their memory is others'. */
final class Logits extends BaseTrainingListener implements AutoCloseable {
    private final ComputationGraph network;
    private float[] last = {};

    Logits(ComputationGraph network) {
        this.network = network;
        network.addListeners(this);
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        INDArray logits = Objects.requireNonNull(activations.get(ResNetGraph.LOGITS));
        last = logits.dup('c').data().asFloat();
    }

    /** Of the last step, image by image. */
    float[] last() {
        return last;
    }

    @Override
    public void close() {
        network.getListeners().remove(this);
    }
}
