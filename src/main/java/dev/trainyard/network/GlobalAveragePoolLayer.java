package dev.trainyard.network;

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

    GlobalAveragePoolLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, input.mean(1, 2));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        long images = input.size(0);
        long pixels = input.size(1) * input.size(2);
        long channels = input.size(3);
        INDArray gradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
        INDArray eachPixel = gradient.reshape('c', images, pixels, channels);
        Nd4j.getExecutioner().exec(new BroadcastCopyOp(eachPixel, epsilon.div(pixels), eachPixel, 0, 2));
        return new Pair<>(new DefaultGradient(), gradient);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
