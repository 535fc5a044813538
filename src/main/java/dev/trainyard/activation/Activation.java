package dev.trainyard.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of an activation layer, trainable or fixed. With {@link Sharing#CHANNEL} each parameter is of shape
 * [channels], else of shape [1]; layers that share parameters across the network are tied by
 * {@link SharedParameters}.
 */
public final class Activation extends ImageLayer {
    private static final long serialVersionUID = 1;

    private String name = "";
    private Sharing sharing = Sharing.NETWORK;
    private ArrayList<String> terms = new ArrayList<>();
    private TreeMap<String, Double> initial = new TreeMap<>();
    private int channels;

    /** For Deeplearning4j's JSON alone. */
    Activation() {}

    public Activation(ActivationSpec spec) {
        this.name = spec.name();
        this.sharing = spec.sharing();
        this.terms = new ArrayList<>(spec.terms());
        this.initial = new TreeMap<>(spec.initial());
    }

    /** Which layers share this one's parameters. */
    public Sharing sharing() {
        return sharing;
    }

    ActivationFunction function() {
        return Activations.function(name, terms);
    }

    @Override
    protected ParameterLayout layout() {
        Map<String, Double> start = new TreeMap<>(Activations.parameters(name, terms));
        start.putAll(initial);
        List<Long> shape = List.of(sharing == Sharing.CHANNEL ? (long) channels : 1L);
        List<ParameterLayout.Parameter> parameters = new ArrayList<>();
        for (String parameter : function().parameters()) {
            double value = Objects.requireNonNull(start.get(parameter));
            parameters.add(new ParameterLayout.Parameter(parameter, shape, value, true));
        }
        return new ParameterLayout(parameters);
    }

    @Override
    protected org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type) {
        return new ActivationLayer(conf, type, function());
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
