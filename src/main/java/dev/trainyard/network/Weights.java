package dev.trainyard.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a network under the names and in the layouts of the common PyTorch implementation
 * (akamaster/pytorch_resnet_cifar10): {@code layer1.0.conv1.weight} is [output channels, input channels, height, width],
 * {@code linear.weight} [outputs, inputs], batch norm has {@code weight, bias, running_mean, running_var}. Activation
 * parameters follow the same form: {@code layer1.0.act1.a}.
 */
public final class Weights {
    private static final String RUNNING = ".running_";
    private static final String VARIANCE = RUNNING + "var";
    private static final String STEM_ACTIVATION = "act1.";
    private static final int[] TO_OIHW = {3, 2, 0, 1};
    private static final int[] TRANSPOSED = {1, 0};

    private Weights() {}

    /**
     * A tensor that a network cannot take.
     *
     * @param tensor its name
     * @param message what is wrong with it
     * @param allowed what would be right
     */
    public record Misfit(String tensor, String message, String allowed) {}

    /** What keeps tensors from being the weights of that network, by name: none where they are. */
    public static List<Misfit> misfits(ComputationGraph network, Map<String, INDArray> tensors) {
        Map<String, INDArray> views = views(network);
        Map<String, Misfit> wrong = new TreeMap<>();
        tensors.keySet().stream()
                .filter(name -> !views.containsKey(name))
                .forEach(name -> wrong.put(name, new Misfit(name, "unknown", "no such tensor")));
        views.forEach((name, view) -> misfit(name, view, tensors.get(name)).ifPresent(found -> wrong.put(name, found)));
        if (wrong.isEmpty() && ActivationParameters.areShared(network)) {
            unequalCopies(tensors).forEach(copy -> wrong.put(copy.tensor(), copy));
        }
        return List.copyOf(wrong.values());
    }

    /** What the whole network shares stands under each activation: a step would keep them as far apart as they are. */
    private static List<Misfit> unequalCopies(Map<String, INDArray> tensors) {
        List<Misfit> unequal = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            String shared = name.replaceFirst("^layer[123]\\.[0-9]+\\.act[12]\\.", STEM_ACTIVATION);
            if (!shared.equals(name) && !tensor.equals(tensors.get(shared))) {
                unequal.add(new Misfit(name, "differs from " + shared, "equal values: the network shares them"));
            }
        });
        return unequal;
    }

    private static Optional<Misfit> misfit(String name, INDArray view, @Nullable INDArray tensor) {
        String shape = Arrays.toString(view.shape());
        if (tensor == null) {
            return Optional.of(new Misfit(name, "missing", "shape " + shape));
        }
        if (!Arrays.equals(tensor.shape(), view.shape())) {
            return Optional.of(new Misfit(name, "shape " + Arrays.toString(tensor.shape()), "shape " + shape));
        }
        float[] values = tensor.data().asFloat();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Optional.of(new Misfit(name, "has the value " + value, "finite numbers"));
            }
            if (value < 0 && name.endsWith(VARIANCE)) {
                return Optional.of(new Misfit(name, "has the value " + value, "numbers from 0"));
            }
        }
        return Optional.empty();
    }

    /**
     * Copies tensors into a network.
     *
     * @throws IllegalArgumentException if one of them is a {@link Misfit}, naming it
     */
    public static void load(ComputationGraph network, Map<String, INDArray> tensors) {
        List<Misfit> wrong = misfits(network, tensors);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("The weights are not those of this network: "
                    + wrong.stream()
                            .map(misfit -> "%s (%s)".formatted(misfit.tensor(), misfit.message()))
                            .collect(Collectors.joining(", ")));
        }
        views(network).forEach((name, view) -> view.assign(tensors.get(name)));
    }

    /**
     * Copies tensors into a network, save its last layer, which stays as it is, whatever the last layer of theirs is.
     *
     * @throws IllegalArgumentException if another of them is a {@link Misfit}, naming it
     */
    public static void loadButLastLayer(ComputationGraph network, Map<String, INDArray> tensors) {
        Map<String, INDArray> mixed = new LinkedHashMap<>(tensors);
        mixed.keySet().removeIf(Weights::isOfLastLayer);
        save(network).forEach((name, own) -> {
            if (isOfLastLayer(name)) {
                mixed.put(name, own);
            }
        });
        load(network, mixed);
    }

    private static boolean isOfLastLayer(String name) {
        return name.startsWith(ResNetGraph.LOGITS + ".");
    }

    /** Copies of all weights by their names, in C order. */
    public static Map<String, INDArray> save(ComputationGraph network) {
        Map<String, INDArray> copies = new LinkedHashMap<>();
        views(network).forEach((name, view) -> copies.put(name, view.dup('c')));
        return copies;
    }

    /** How many numbers are trained: running statistics are not, and what the network shares counts once. */
    public static long count(ComputationGraph network) {
        long all = views(network).entrySet().stream()
                .filter(entry -> !entry.getKey().contains(RUNNING))
                .mapToLong(entry -> entry.getValue().length())
                .sum();
        return all - copies(network);
    }

    /** Numbers that only repeat another activation's. */
    private static long copies(ComputationGraph network) {
        if (!ActivationParameters.areShared(network)) {
            return 0;
        }
        return ActivationParameters.values(network).stream()
                .skip(1)
                .mapToLong(Map::size)
                .sum();
    }

    /** Every weight by its name, as a view that has the PyTorch layout: what is written to it is in the network. */
    static Map<String, INDArray> views(ComputationGraph network) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        for (Layer layer : network.getLayers()) {
            String prefix = prefix(layer);
            layer.paramTable().forEach((name, array) -> {
                if (layer instanceof DenseLayer) {
                    views.put(prefix + (name.equals("W") ? "weight" : "bias"), denseView(name, array));
                } else {
                    views.put(prefix + blockName(name), array.rank() == 4 ? array.permute(TO_OIHW) : array);
                }
            });
        }
        return views;
    }

    /** What a layer's weights have before their names in the layer. */
    static String prefix(Layer layer) {
        String vertex = layer.conf().getLayer().getLayerName();
        return vertex.equals(ResNetGraph.STEM) ? "" : vertex + ".";
    }

    private static INDArray denseView(String name, INDArray array) {
        return name.equals("W") ? array.permute(TRANSPOSED) : array.reshape(array.length());
    }

    /** A block's parameter as PyTorch calls it. */
    static String blockName(String name) {
        return name.replace(Unit.MEAN, RUNNING + "mean").replace(Unit.VARIANCE, VARIANCE);
    }
}
