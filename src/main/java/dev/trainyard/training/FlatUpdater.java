package dev.trainyard.training;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Deeplearning4j's updater over the flat array of all parameters at once. Its own goes through them one by one, several
 * operations for each, which takes a twentieth of a step of ResNet-20. For networks with one {@link MomentumSgd} for
 * all parameters and no other regularization than weight decay.
 */
final class FlatUpdater extends ComputationGraphUpdater {
    private static final long serialVersionUID = 1;

    private final transient INDArray decay;
    private final transient INDArray decayed;

    private FlatUpdater(ComputationGraph network, @Nullable INDArray state) {
        super(network, state);
        if (getUpdaterBlocks().size() != 1) {
            throw new IllegalArgumentException("a network of several updaters");
        }
        INDArray parameters = network.params().reshape(network.numParams());
        this.decay = Nd4j.zeros(parameters.dataType(), parameters.length());
        this.decayed = decay.dup();
        fillDecay();
    }

    /** Sets the learning rate, upon which Deeplearning4j makes an updater of its own, and replaces that; the state stays. */
    static void install(ComputationGraph network, double learningRate) {
        network.setLearningRate(learningRate);
        network.setUpdater(new FlatUpdater(network, network.getUpdater().getStateViewArray()));
    }

    /** Replaces the gradient, a sum over the batch, by what is to be subtracted from the parameters. */
    @Override
    public synchronized void update(
            Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
        INDArray flat = gradient.gradient().reshape(decay.length());
        flat.divi(batchSize);
        flat.addi(decay.muli(getParams().reshape(decay.length()), decayed));
        getUpdaterBlocks().get(0).getGradientUpdater().applyUpdater(flat, iteration, epoch);
    }

    private void fillDecay() {
        long at = 0;
        for (Trainable layer : getOrderedLayers()) {
            for (var parameter : layer.paramTable(false).entrySet()) {
                long end = at + parameter.getValue().length();
                double coefficient = coefficient(layer.getConfig().getRegularizationByParam(parameter.getKey()));
                decay.get(NDArrayIndex.interval(at, end)).assign(coefficient);
                at = end;
            }
        }
    }

    private static double coefficient(@Nullable List<Regularization> regularizations) {
        double sum = 0;
        for (Regularization each : Objects.requireNonNullElse(regularizations, List.<Regularization>of())) {
            if (!(each instanceof L2Regularization decay)) {
                throw new IllegalArgumentException("not weight decay: " + each);
            }
            sum += decay.getL2().valueAt(0, 0);
        }
        return sum;
    }
}
