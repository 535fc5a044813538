package dev.trainyard.network;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies every second pixel into the middle channels of an otherwise zero image, and gradients back. */
final class PaddedShortcutLayer extends BaseLayer<PaddedShortcut> {
    private static final long serialVersionUID = 1;

    PaddedShortcutLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        long height = PaddedShortcut.half(input.size(1));
        long width = PaddedShortcut.half(input.size(2));
        long[] shape = {input.size(0), height, width, layerConf().outputChannels()};
        INDArray output = workspaces.create(ArrayType.ACTIVATIONS, input.dataType(), shape, 'c');
        middleChannels(output).assign(everySecondPixel(input));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray gradient = workspaces.create(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
        everySecondPixel(gradient).assign(middleChannels(epsilon));
        return new Pair<>(new DefaultGradient(), gradient);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    private static INDArray everySecondPixel(INDArray images) {
        return images.get(all(), interval(0, 2, images.size(1)), interval(0, 2, images.size(2)), all());
    }

    private INDArray middleChannels(INDArray images) {
        int before = layerConf().channelsBefore();
        return images.get(all(), all(), all(), interval(before, before + input.size(3)));
    }
}
