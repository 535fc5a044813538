package dev.trainyard.network;

import dev.trainyard.activation.ImageLayer;
import dev.trainyard.activation.ParameterLayout;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a square convolution without bias, zero-padded so that stride 1 keeps the size: {@code kernel /
 * 2} on every side. Weights are [kernel, kernel, input channels, output channels].
 */
final class Convolution extends ImageLayer {
    static final String WEIGHT = "weight";

    private static final long serialVersionUID = 1;

    private int kernel;
    private int stride;
    private int inputChannels;
    private int outputChannels;

    /** For Deeplearning4j's JSON alone. */
    Convolution() {}

    Convolution(int kernel, int stride, int outputChannels) {
        this.kernel = kernel;
        this.stride = stride;
        this.outputChannels = outputChannels;
    }

    int kernel() {
        return kernel;
    }

    int stride() {
        return stride;
    }

    int padding() {
        return kernel / 2;
    }

    int outputChannels() {
        return outputChannels;
    }

    /** Height or width of the output. */
    long outputSize(long inputSize) {
        return (inputSize + 2L * padding() - kernel) / stride + 1;
    }

    @Override
    protected ParameterLayout layout() {
        List<Long> shape = List.of((long) kernel, (long) kernel, (long) inputChannels, (long) outputChannels);
        return new ParameterLayout(List.of(new ParameterLayout.Parameter(WEIGHT, shape, 0, true)));
    }

    @Override
    protected org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type) {
        return new ConvolutionLayer(conf, type);
    }

    @Override
    protected InputType outputOf(InputTypeConvolutional input) {
        return InputType.convolutional(
                outputSize(input.getHeight()), outputSize(input.getWidth()), outputChannels, CNN2DFormat.NHWC);
    }

    @Override
    protected void setChannels(int channels) {
        this.inputChannels = channels;
    }
}
