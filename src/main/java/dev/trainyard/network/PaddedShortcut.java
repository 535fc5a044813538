package dev.trainyard.network;

import dev.trainyard.activation.ImageLayer;
import dev.trainyard.activation.ParameterLayout;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.buffer.DataType;

/** The configuration of shortcut A: every second pixel, and zero channels, half before and half after. */
final class PaddedShortcut extends ImageLayer {
    private static final long serialVersionUID = 1;

    private int inputChannels;
    private int outputChannels;

    /** For Deeplearning4j's JSON alone. */
    PaddedShortcut() {}

    PaddedShortcut(int outputChannels) {
        this.outputChannels = outputChannels;
    }

    int outputChannels() {
        return outputChannels;
    }

    int channelsBefore() {
        return (outputChannels - inputChannels) / 2;
    }

    @Override
    protected ParameterLayout layout() {
        return new ParameterLayout(List.of());
    }

    @Override
    protected org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type) {
        return new PaddedShortcutLayer(conf, type);
    }

    @Override
    protected InputType outputOf(InputTypeConvolutional input) {
        return InputType.convolutional(
                half(input.getHeight()), half(input.getWidth()), outputChannels, CNN2DFormat.NHWC);
    }

    @Override
    protected void setChannels(int channels) {
        this.inputChannels = channels;
    }

    static long half(long size) {
        return (size + 1) / 2;
    }
}
