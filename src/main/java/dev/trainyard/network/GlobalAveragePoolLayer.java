package dev.trainyard.network;

import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Team;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastCopyOp;
import org.nd4j.linalg.factory.Nd4j;

/** The mean over height and width. */
final class GlobalAveragePoolLayer extends BaseLayer<GlobalAveragePool> {
    private static final long serialVersionUID = 1;

    private final boolean isFused;

    GlobalAveragePoolLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        isFused = Kernels.isFused(type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        if (isFused) {
            INDArray means = workspaces.createUninitialized(
                    ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {input.size(0), input.size(3)}, 'c');
            pixelMeans().forward(Team.shared(), Floats.of(Images.contiguous(input)), Floats.of(means));
            return means;
        }
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, input.mean(1, 2));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (isFused) {
            INDArray gradient = Workspace.images(workspaces, ArrayType.ACTIVATION_GRAD, input.shape());
            pixelMeans().backward(Team.shared(), Floats.of(Images.contiguous(epsilon)), Floats.of(gradient));
            return new Pair<>(new DefaultGradient(), gradient);
        }
        long images = input.size(0);
        long pixels = input.size(1) * input.size(2);
        long channels = input.size(3);
        INDArray gradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
        INDArray eachPixel = gradient.reshape('c', images, pixels, channels);
        Nd4j.getExecutioner().exec(new BroadcastCopyOp(eachPixel, epsilon.div(pixels), eachPixel, 0, 2));
        return new Pair<>(new DefaultGradient(), gradient);
    }

    private PixelMeans pixelMeans() {
        return new PixelMeans((int) input.size(0), (int) (input.size(1) * input.size(2)), (int) input.size(3));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
