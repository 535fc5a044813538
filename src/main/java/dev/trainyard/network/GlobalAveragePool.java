package dev.trainyard.network;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.buffer.DataType;

/** The configuration of the mean over all pixels: [batch, height, width, channels] to [batch, channels]. */
final class GlobalAveragePool extends ImageLayer {
    private static final long serialVersionUID = 1;

    @Override
    protected ParameterLayout layout() {
        return new ParameterLayout(List.of());
    }

    @Override
    protected org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type) {
        return new GlobalAveragePoolLayer(conf, type);
    }

    @Override
    protected InputType outputOf(InputTypeConvolutional input) {
        return InputType.feedForward(input.getChannels());
    }

    @Override
    protected void setChannels(int channels) {
        // Nothing here depends on them.
    }
}
