package dev.trainyard.network;

import static dev.trainyard.network.OnnxGraph.attribute;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as an ONNX model of standard operators, for inference. Its input {@link #INPUT} is [batch, 3, size, size],
 * normalised; its output {@link #OUTPUT} is [batch, classes] before the softmax. Weights have the names of {@link
 * Weights}; activation parameters that the whole network shares are there once, as {@code act.a}.
 */
public final class OnnxModel {
    /** Of the operators; runtimes since 2022 have it. */
    public static final int OPSET = 17;

    public static final String INPUT = "image";
    public static final String OUTPUT = "logits";

    /** Of the file format, the one that came with the operators. */
    private static final int IR_VERSION = 8;

    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, INDArray> weights;
    private final long imageSize;

    private OnnxModel(Map<String, INDArray> weights, long imageSize) {
        this.weights = weights;
        this.imageSize = imageSize;
    }

    /**
     * The file.
     *
     * @param imageSize rows and columns of the images that it is for
     * @param metadata free text by name
     */
    public static byte[] write(ComputationGraph network, int imageSize, Map<String, String> metadata) {
        OnnxModel model = new OnnxModel(Weights.views(network), imageSize);
        ModelProto.Builder file = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("trainyard")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(model.network(network));
        new TreeMap<>(metadata)
                .forEach((name, text) -> file.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(name).setValue(text)));
        return file.build().toByteArray();
    }

    private onnx.Onnx.GraphProto network(ComputationGraph network) {
        String last = INPUT;
        for (BlockLayer layer : ActivationParameters.blocks(network).toList()) {
            last = block(layer, last);
        }
        String pooled = graph.add("Flatten", graph.add("GlobalAveragePool", last));
        String linear = ResNetGraph.LOGITS + ".";
        graph.addNamed(
                OUTPUT,
                "Gemm",
                List.of(attribute("transB", 1)),
                pooled,
                weight(linear + "weight"),
                weight(linear + "bias"));
        long classes = tensor(linear + "bias").length();
        return graph.build("resnet", value(INPUT, 3, imageSize, imageSize), value(OUTPUT, classes));
    }

    private String block(BlockLayer layer, String input) {
        Block block = (Block) layer.conf().getLayer();
        String prefix = Weights.prefix(layer);
        String x = input;
        for (Unit unit : block.units()) {
            x = normalised(prefix, unit, x);
            boolean last = unit == block.units().get(block.units().size() - 1);
            if (last && block.link() != Link.NONE) {
                x = graph.add("Add", x, shortcut(prefix, block, input));
            }
            x = activated(prefix, unit, x);
        }
        return x;
    }

    private String normalised(String prefix, Unit unit, String x) {
        String weight = prefix + unit.weight();
        long kernel = tensor(weight).size(2);
        long padding = kernel / 2;
        String convolved = graph.add(
                "Conv",
                List.of(
                        attribute("kernel_shape", List.of(kernel, kernel)),
                        attribute("pads", List.of(padding, padding, padding, padding)),
                        attribute("strides", List.of((long) unit.stride(), (long) unit.stride()))),
                x,
                weight(weight));
        return graph.add(
                "BatchNormalization",
                List.of(attribute("epsilon", Unit.EPSILON)),
                convolved,
                weight(prefix + unit.scale()),
                weight(prefix + unit.bias()),
                weight(prefix + Weights.blockName(unit.mean())),
                weight(prefix + Weights.blockName(unit.variance())));
    }

    private String activated(String prefix, Unit unit, String x) {
        Activation activation = Objects.requireNonNull(unit.activation());
        UnaryOperator<String> parameter = name -> {
            INDArray values = tensor(prefix + unit.ofActivation(name));
            boolean shared = activation.sharing() == Sharing.NETWORK;
            // With two axes behind it, a number for each channel lies along the channels of NCHW.
            return graph.tensor(
                    shared ? "act." + name : prefix + unit.ofActivation(name), values.reshape(values.length(), 1, 1));
        };
        return new OnnxActivation(graph, activation, parameter).of(x);
    }

    private String shortcut(String prefix, Block block, String input) {
        return switch (block.link()) {
            case NONE, IDENTITY -> input;
            case PADDED -> padded(block, input);
            case PROJECTED -> normalised(prefix, Objects.requireNonNull(block.projection()), input);
        };
    }

    /** Every second pixel, with zero channels before and after. */
    private String padded(Block block, String input) {
        String everySecond = graph.add(
                "Slice",
                input,
                graph.integers(0, 0),
                graph.integers(imageSize, imageSize),
                graph.integers(2, 3),
                graph.integers(2, 2));
        long before = block.channelsBefore();
        long after = block.outputChannels() - block.inputChannels() - before;
        return graph.add("Pad", everySecond, graph.integers(0, before, 0, 0, 0, after, 0, 0));
    }

    private String weight(String name) {
        return graph.tensor(name, tensor(name));
    }

    private INDArray tensor(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions =
                TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
        for (long size : shape) {
            dimensions.addDim(Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
