package dev.trainyard.activation;

import static dev.trainyard.activation.ImageLayer.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Applies an {@link ActivationFunction} and sums its parameters' gradients over the elements that share them. */
final class ActivationLayer extends BaseLayer<Activation> {
    private static final long serialVersionUID = 1;

    private final transient ActivationFunction function;

    ActivationLayer(NeuralNetConfiguration conf, DataType type, ActivationFunction function) {
        super(conf, type);
        this.function = function;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray value = function.value(rows(input), coefficients());
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, value.reshape('c', input.shape()));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray outer = rows(epsilon);
        ActivationFunction.Derivatives derivatives = function.derivatives(rows(input), coefficients());
        Gradient gradient = new DefaultGradient();
        for (int i = 0; i < derivatives.parameters().size(); i++) {
            String name = function.parameters().get(i);
            INDArray sum = Objects.requireNonNull(gradientViews.get(name));
            INDArray each = derivatives.parameters().get(i).mul(outer);
            sum.assign(sum.length() == 1 ? each.sum() : each.sum(0));
            gradient.setGradientFor(name, sum);
        }
        INDArray inner = derivatives.input().muli(outer).reshape('c', input.shape());
        return new Pair<>(gradient, workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, inner));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    private Coefficients coefficients() {
        List<INDArray> values = new ArrayList<>();
        function.parameters().forEach(name -> values.add(getParam(name)));
        return new Coefficients(values);
    }
}
