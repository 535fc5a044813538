package dev.trainyard.activation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * An activation, trainable or fixed, as part of a network's configuration, which Deeplearning4j keeps in JSON; and its
 * arithmetic by ND4J's operations, in any precision on any device.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
public final class Activation {
    private String name = "";
    private Sharing sharing = Sharing.NETWORK;
    private ArrayList<String> terms = new ArrayList<>();
    private TreeMap<String, Double> initial = new TreeMap<>();

    /** For JSON alone. */
    Activation() {}

    public Activation(ActivationSpec spec) {
        this.name = spec.name();
        this.sharing = spec.sharing();
        this.terms = new ArrayList<>(spec.terms());
        this.initial = new TreeMap<>(spec.initial());
    }

    /** One of {@link Activations#names()}. */
    public String name() {
        return name;
    }

    /** Which parts of the network share this one's parameters. */
    public Sharing sharing() {
        return sharing;
    }

    /** Names of the learnt parameters with their initial values, in the order of {@link #kernel}. */
    public Map<String, Double> parameters() {
        Map<String, Double> known = new TreeMap<>(Activations.parameters(name, terms));
        known.putAll(initial);
        Map<String, Double> inOrder = new LinkedHashMap<>();
        function()
                .parameters()
                .forEach(parameter -> inOrder.put(parameter, Objects.requireNonNull(known.get(parameter))));
        return inOrder;
    }

    /**
     * f(x), a new array.
     *
     * @param x of shape [rows, channels]
     * @param parameters their values by name, of shape [1] or [channels]
     */
    public INDArray value(INDArray x, Function<String, INDArray> parameters) {
        return function().value(x, coefficients(parameters));
    }

    /**
     * The gradient of x, a new array; sets the parameters' gradients, summed over the elements that share them.
     *
     * @param x of shape [rows, channels]
     * @param outer the gradient of f(x), shaped like x
     * @param gradients where to write, by parameter name
     */
    public INDArray backward(
            INDArray x, INDArray outer, Function<String, INDArray> parameters, Function<String, INDArray> gradients) {
        ActivationFunction function = function();
        ActivationFunction.Derivatives derivatives = function.derivatives(x, coefficients(parameters));
        for (int i = 0; i < derivatives.parameters().size(); i++) {
            INDArray sum = gradients.apply(function.parameters().get(i));
            INDArray each = derivatives.parameters().get(i).mul(outer);
            sum.assign(sum.length() == 1 ? each.sum() : each.sum(0));
        }
        return derivatives.input().muli(outer);
    }

    /** This activation over chunks of that length, of images with so many channels; for one thread. */
    public ActivationKernel kernel(int channels, int length) {
        return Activations.kernel(name, terms, channels, length);
    }

    /**
     * f at each of these points, in single precision, as a network's kernels compute it: a function of the values of
     * every parameter by name, for one thread. Each call answers a new array.
     */
    public Function<Map<String, Double>, float[]> over(float[] points) {
        ActivationKernel kernel = kernel(1, points.length);
        List<String> names = function().parameters();
        return values -> {
            for (int i = 0; i < names.size(); i++) {
                double value = Objects.requireNonNull(values.get(names.get(i)));
                kernel.setParameter(i, new float[] {(float) value});
            }
            float[] f = new float[points.length];
            kernel.value(points, f, points.length);
            return f;
        };
    }

    private ActivationFunction function() {
        return Activations.function(name, terms);
    }

    private Coefficients coefficients(Function<String, INDArray> parameters) {
        List<INDArray> values = new ArrayList<>();
        function().parameters().forEach(parameter -> values.add(parameters.apply(parameter)));
        return new Coefficients(values);
    }
}
