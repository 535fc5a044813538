package dev.trainyard.network;

import static dev.trainyard.activation.ImageLayer.rows;
import static org.nd4j.linalg.ops.transforms.Transforms.pow;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * y = weight (x - mean) / sqrt(variance + epsilon) + bias for each channel: in training with the batch's own
 * statistics (the biased variance), otherwise with the running ones (which follow the unbiased variance, as in PyTorch).
 */
final class BatchNormLayer extends BaseLayer<BatchNorm> {
    private static final long serialVersionUID = 1;

    private transient @Nullable BatchStatistics statistics;

    /** Mean and biased variance of each channel of the batch at hand, of shape [channels]. */
    private record BatchStatistics(INDArray mean, INDArray variance) {}

    BatchNormLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray x = rows(input);
        INDArray mean = training ? x.mean(0) : getParam(BatchNorm.MEAN);
        INDArray centred = x.subRowVector(mean);
        // The mean square of centred values is as exact as ND4J's own variance and takes half its time.
        INDArray variance = training ? centred.mul(centred).mean(0) : getParam(BatchNorm.VARIANCE);
        if (training) {
            // Detached: backprop needs them after this layer's working memory is gone.
            statistics = new BatchStatistics(mean.detach(), variance.detach());
        }
        INDArray scale = inverseDeviation(variance).muli(getParam(BatchNorm.WEIGHT));
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), input.shape(), 'c');
        INDArray y = rows(output);
        Nd4j.getExecutioner().exec(new BroadcastMulOp(centred, scale, y, 1));
        y.addiRowVector(getParam(BatchNorm.BIAS));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        BatchStatistics batch = Objects.requireNonNull(statistics, "backprop without a forward pass in training");
        INDArray dy = rows(epsilon);
        INDArray inverseDeviation = inverseDeviation(batch.variance());
        INDArray normalized = rows(input).subRowVector(batch.mean()).muliRowVector(inverseDeviation);
        INDArray biasGradient = dy.sum(0);
        INDArray weightGradient = normalized.mul(dy).sum(0);

        // dx = scale (dy - mean(dy) - normalized mean(dy normalized)), the means over the batch
        long count = dy.size(0);
        INDArray dx = normalized.muliRowVector(weightGradient.div(-count)).addi(dy);
        dx.addiRowVector(biasGradient.div(-count));
        dx.muliRowVector(inverseDeviation.mul(getParam(BatchNorm.WEIGHT)));

        Gradient gradient = new DefaultGradient();
        set(gradient, BatchNorm.WEIGHT, weightGradient);
        set(gradient, BatchNorm.BIAS, biasGradient);
        INDArray unbiased = batch.variance().mul(count / Math.max(1.0, count - 1.0));
        set(gradient, BatchNorm.MEAN, stepTowards(batch.mean(), BatchNorm.MEAN));
        set(gradient, BatchNorm.VARIANCE, stepTowards(unbiased, BatchNorm.VARIANCE));
        return new Pair<>(gradient, workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, dx.reshape('c', input.shape())));
    }

    @Override
    public boolean updaterDivideByMinibatch(String paramName) {
        return !BatchNorm.isStatistic(paramName);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    /** What is to be subtracted from a running statistic. */
    private INDArray stepTowards(INDArray batchStatistic, String name) {
        return getParam(name).sub(batchStatistic).muli(BatchNorm.MOMENTUM);
    }

    private void set(Gradient gradient, String name, INDArray value) {
        INDArray view = Objects.requireNonNull(gradientViews.get(name));
        view.assign(value);
        gradient.setGradientFor(name, view);
    }

    private static INDArray inverseDeviation(INDArray variance) {
        return pow(variance.add(BatchNorm.EPSILON), -0.5, false);
    }
}
