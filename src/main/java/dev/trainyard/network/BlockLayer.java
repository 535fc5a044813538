package dev.trainyard.network;

import dev.trainyard.activation.Sharing;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Block} in a Deeplearning4j network. */
final class BlockLayer extends BaseLayer<Block> {
    private static final long serialVersionUID = 1;

    private final transient BlockKernel kernel;

    BlockLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        kernel = Kernels.of(layerConf(), type, new BlockParameters(this::getParam, this::gradientView));
    }

    List<Unit> units() {
        return layerConf().units();
    }

    /** Of the activations' parameters. */
    Sharing sharing() {
        return Objects.requireNonNull(units().get(0).activation()).sharing();
    }

    /** Where a parameter's gradient is written. */
    INDArray gradientView(String parameter) {
        return Objects.requireNonNull(gradientViews.get(parameter));
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        return kernel.forward(Images.contiguous(input), training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray inputGradient = kernel.backward(Images.contiguous(epsilon), workspaces);
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach(gradient::setGradientFor);
        return new Pair<>(gradient, inputGradient);
    }

    /**
     * The penalty that stands for weight decay would be part of Deeplearning4j's score, which nobody here reads; to
     * compute it takes longer than to update the weights. The decay itself is the updater's.
     */
    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
        return 0;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
