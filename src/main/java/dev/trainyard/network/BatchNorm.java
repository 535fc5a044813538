package dev.trainyard.network;

import dev.trainyard.activation.ImageLayer;
import dev.trainyard.activation.ParameterLayout;
import dev.trainyard.activation.ParameterLayout.Parameter;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The configuration of batch normalisation over the last axis (Ioffe and Szegedy 2015), with PyTorch's constants:
 * epsilon 1e-5, and running statistics that move a tenth of the way to each batch's.
 */
final class BatchNorm extends ImageLayer {
    static final String WEIGHT = "weight";
    static final String BIAS = "bias";
    static final String MEAN = "mean";
    static final String VARIANCE = "variance";
    static final double EPSILON = 1e-5;
    static final double MOMENTUM = 0.1;

    private static final long serialVersionUID = 1;

    private int channels;

    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        // Running statistics are parameters so that they are saved; their "gradient" is the step to take as it is.
        return isStatistic(paramName) ? new NoOp() : super.getUpdaterByParam(paramName);
    }

    static boolean isStatistic(String paramName) {
        return paramName.equals(MEAN) || paramName.equals(VARIANCE);
    }

    @Override
    protected ParameterLayout layout() {
        List<Long> shape = List.of((long) channels);
        return new ParameterLayout(List.of(
                new Parameter(WEIGHT, shape, 1, true),
                new Parameter(BIAS, shape, 0, true),
                new Parameter(MEAN, shape, 0, false),
                new Parameter(VARIANCE, shape, 1, false)));
    }

    @Override
    protected org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type) {
        return new BatchNormLayer(conf, type);
    }

    @Override
    protected InputType outputOf(InputTypeConvolutional input) {
        return input;
    }

    @Override
    protected void setChannels(int channels) {
        this.channels = channels;
    }
}
