package dev.trainyard.network;

import dev.trainyard.activation.Sharing;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Ties the activations of {@link Sharing#NETWORK}: sums their gradients before the updater sees them and writes the sum
 * to each. With equal starts, equal gradients and equal updater states the copies stay equal to the last bit.
 */
public final class SharedParameters extends BaseTrainingListener {
    @Override
    public void onGradientCalculation(Model model) {
        ComputationGraph network = (ComputationGraph) model;
        if (ActivationParameters.areShared(network)) {
            List<Map<String, INDArray>> gradients = ActivationParameters.gradients(network);
            gradients.stream()
                    .limit(1)
                    .flatMap(first -> first.keySet().stream())
                    .forEach(name ->
                            tie(gradients.stream().map(one -> one.get(name)).toList()));
        }
    }

    private static void tie(List<INDArray> gradients) {
        INDArray sum = gradients.get(0).dup();
        gradients.stream().skip(1).forEach(sum::addi);
        gradients.forEach(gradient -> gradient.assign(sum));
    }
}
