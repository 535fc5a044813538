package dev.trainyard.network;

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
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** A convolution in NHWC by ND4J's own operations, which oneDNN computes on a CPU and cuDNN on a GPU. */
final class ConvolutionLayer extends BaseLayer<Convolution> {
    private static final long serialVersionUID = 1;
    private static final int EXPLICIT_PADDING = 0;
    private static final int NHWC = 1;
    private static final int WEIGHTS_KERNEL_FIRST = 0;

    ConvolutionLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        Convolution conf = layerConf();
        long[] shape = {
            input.size(0), conf.outputSize(input.size(1)), conf.outputSize(input.size(2)), conf.outputChannels()
        };
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), shape, 'c');
        Nd4j.exec(operation("conv2d")
                .addInputs(input, getParam(Convolution.WEIGHT))
                .addOutputs(output)
                .build());
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
        INDArray weightGradient = Objects.requireNonNull(gradientViews.get(Convolution.WEIGHT));
        Nd4j.exec(operation("conv2d_bp")
                .addInputs(input, getParam(Convolution.WEIGHT), epsilon)
                .addOutputs(inputGradient, weightGradient)
                .build());
        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(Convolution.WEIGHT, weightGradient);
        return new Pair<>(gradient, inputGradient);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
        int kernel = layerConf().kernel();
        int stride = layerConf().stride();
        int padding = layerConf().padding();
        int dilation = 1;
        return DynamicCustomOp.builder(name)
                .addIntegerArguments(
                        kernel,
                        kernel,
                        stride,
                        stride,
                        padding,
                        padding,
                        dilation,
                        dilation,
                        EXPLICIT_PADDING,
                        NHWC,
                        WEIGHTS_KERNEL_FIRST);
    }
}
