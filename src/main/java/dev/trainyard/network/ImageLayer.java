package dev.trainyard.network;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * The configuration of a layer over images of shape [batch, height, width, channels] (NHWC), as Deeplearning4j keeps it
 * in JSON. Weight decay applies to every trained parameter, as in PyTorch.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
abstract class ImageLayer extends BaseLayer {
    private static final long serialVersionUID = 1;

    private transient @Nullable ParameterLayout initializer;

    protected ImageLayer() {
        setActivationFn(new ActivationIdentity());
    }

    /** Where this layer's parameters lie; known once {@link #setNIn} was told the input. */
    protected abstract ParameterLayout layout();

    /** The layer that computes, still without its parameters. */
    protected abstract org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type);

    /** The output for an input in NHWC. */
    protected abstract InputType outputOf(InputTypeConvolutional input);

    /** Takes note of the input's channels, where parameters depend on them. */
    protected abstract void setChannels(int channels);

    /** Deeplearning4j asks for it several times for each parameter in each step. */
    @Override
    public final ParameterLayout initializer() {
        if (initializer == null) {
            initializer = layout();
        }
        return initializer;
    }

    @Override
    public final Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray paramsView,
            boolean initializeParams,
            DataType networkDataType) {
        org.deeplearning4j.nn.layers.BaseLayer<?> layer = runtime(conf, networkDataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(paramsView);
        layer.setParamTable(initializer().init(conf, paramsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public final InputType getOutputType(int layerIndex, InputType inputType) {
        return outputOf((InputTypeConvolutional) inputType);
    }

    @Override
    public final void setNIn(InputType inputType, boolean override) {
        setChannels((int) ((InputTypeConvolutional) inputType).getChannels());
        initializer = null;
    }

    @Override
    public final @Nullable InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null;
    }

    @Override
    public final boolean isPretrainParam(String paramName) {
        return false;
    }

    @Override
    public final LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, getOutputType(-1, inputType))
                .standardMemory(parameters, getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(Map.of(), Map.of())
                .build();
    }
}
