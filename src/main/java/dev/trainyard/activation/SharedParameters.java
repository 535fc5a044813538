package dev.trainyard.activation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Ties the activation layers of {@link Sharing#NETWORK}: sums their gradients before the updater sees them and writes
 * the sum to each. With equal starts, equal gradients and equal updater states the copies stay equal to the last bit.
 */
public final class SharedParameters extends BaseTrainingListener {
    @Override
    public void onGradientCalculation(Model model) {
        List<INDArray> gradients = sharedLayers((ComputationGraph) model)
                .map(Layer::getGradientsViewArray)
                .toList();
        if (gradients.size() > 1) {
            INDArray sum = gradients.get(0).dup();
            gradients.stream().skip(1).forEach(sum::addi);
            gradients.forEach(gradient -> gradient.assign(sum));
        }
    }

    private static Stream<Layer> sharedLayers(ComputationGraph graph) {
        return Arrays.stream(graph.getLayers())
                .filter(layer -> layer.numParams() > 0)
                .filter(layer -> layer.conf().getLayer() instanceof Activation activation
                        && activation.sharing() == Sharing.NETWORK);
    }
}
