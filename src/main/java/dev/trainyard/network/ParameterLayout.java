package dev.trainyard.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where a layer's parameters lie in Deeplearning4j's flat array: one after the other, each in C order. A new parameter
 * is filled with its initial value.
 */
final class ParameterLayout implements ParamInitializer {
    private final List<Parameter> parameters;
    private final List<String> trained;

    /**
     * One parameter of a layer.
     *
     * @param name without underscore, at which Deeplearning4j takes names apart
     * @param trained whether gradient descent changes it, and weight decay with it
     */
    record Parameter(String name, List<Long> shape, double initial, boolean trained) {
        long length() {
            return shape.stream().reduce(1L, (a, b) -> a * b);
        }
    }

    List<Parameter> parameters() {
        return parameters;
    }

    ParameterLayout(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
        this.trained = parameters.stream()
                .filter(Parameter::trained)
                .map(Parameter::name)
                .toList();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return length();
    }

    /** Numbers in all parameters together. */
    long length() {
        return parameters.stream().mapToLong(Parameter::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return parameters.stream().map(Parameter::name).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return trained;
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
        Map<String, INDArray> views = viewsOf(paramsView);
        for (Parameter parameter : parameters) {
            conf.addVariable(parameter.name());
            if (initializeParams) {
                Objects.requireNonNull(views.get(parameter.name())).assign(parameter.initial());
            }
        }
        return views;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
        return viewsOf(gradientView);
    }

    private Map<String, INDArray> viewsOf(INDArray flat) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        if (parameters.isEmpty()) {
            return views;
        }
        INDArray vector = flat.reshape(flat.length());
        long start = 0;
        for (Parameter parameter : parameters) {
            INDArray view = vector.get(NDArrayIndex.interval(start, start + parameter.length()));
            long[] shape = parameter.shape().stream().mapToLong(Long::longValue).toArray();
            views.put(parameter.name(), view.reshape('c', shape));
            start += parameter.length();
        }
        return views;
    }
}
