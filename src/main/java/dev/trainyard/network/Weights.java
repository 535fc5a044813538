package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.Sharing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a network under the names and in the layouts of the common PyTorch implementation
 * (akamaster/pytorch_resnet_cifar10): {@code layer1.0.conv1.weight} is [output channels, input channels, height, width],
 * {@code linear.weight} [outputs, inputs], batch norm has {@code weight, bias, running_mean, running_var}. Activation
 * parameters follow the same form: {@code layer1.0.act1.a}.
 */
public final class Weights {
    private static final int[] TO_OIHW = {3, 2, 0, 1};
    private static final int[] TRANSPOSED = {1, 0};

    private Weights() {}

    /**
     * Copies tensors into a network.
     *
     * @throws IllegalArgumentException if a weight is missing, left over or of another shape, naming it
     */
    public static void load(ComputationGraph network, Map<String, INDArray> tensors) {
        Map<String, INDArray> views = views(network);
        List<String> wrong = new ArrayList<>();
        tensors.keySet().stream()
                .filter(name -> !views.containsKey(name))
                .forEach(name -> wrong.add(name + " (unknown)"));
        views.forEach((name, view) -> {
            INDArray tensor = tensors.get(name);
            if (tensor == null) {
                wrong.add(name + " (missing)");
            } else if (!tensor.equalShapes(view)) {
                wrong.add("%s (shape %s)".formatted(name, tensor.shapeInfoToString()));
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("The weights are not those of this network: "
                    + wrong.stream().sorted().collect(Collectors.joining(", ")));
        }
        views.forEach((name, view) -> view.assign(tensors.get(name)));
    }

    /**
     * How many numbers are trained: running statistics are not, and what the network shares counts once.
     */
    public static long count(ComputationGraph network) {
        long count = 0;
        boolean sharedCounted = false;
        for (Layer layer : network.getLayers()) {
            boolean shared =
                    layer.conf().getLayer() instanceof Activation activation && activation.sharing() == Sharing.NETWORK;
            if (!shared || !sharedCounted) {
                count += trainedParameters(layer);
            }
            sharedCounted |= shared;
        }
        return count;
    }

    private static long trainedParameters(Layer layer) {
        return layer.paramTable().entrySet().stream()
                .filter(entry -> !(layer instanceof BatchNormLayer) || !BatchNorm.isStatistic(entry.getKey()))
                .mapToLong(entry -> entry.getValue().length())
                .sum();
    }

    /** Every weight by its name, as a view that has the PyTorch layout: what is written to it is in the network. */
    private static Map<String, INDArray> views(ComputationGraph network) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        for (Layer layer : network.getLayers()) {
            String prefix = layer.conf().getLayer().getLayerName() + ".";
            layer.paramTable().forEach((name, array) -> {
                if (layer instanceof ConvolutionLayer) {
                    views.put(prefix + name, array.permute(TO_OIHW));
                } else if (layer instanceof DenseLayer) {
                    views.put(prefix + (name.equals("W") ? "weight" : "bias"), denseView(name, array));
                } else if (layer instanceof BatchNormLayer) {
                    views.put(prefix + statisticName(name), array);
                } else {
                    views.put(prefix + name, array);
                }
            });
        }
        return views;
    }

    private static INDArray denseView(String name, INDArray array) {
        return name.equals("W") ? array.permute(TRANSPOSED) : array.reshape(array.length());
    }

    private static String statisticName(String name) {
        return switch (name) {
            case BatchNorm.MEAN -> "running_mean";
            case BatchNorm.VARIANCE -> "running_var";
            default -> name;
        };
    }
}
