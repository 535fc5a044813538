package dev.trainyard.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;

/** An ONNX graph in the making. Values are known by their names; what computes one follows what it is computed from. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> tensors = new HashSet<>();

    /** Computes a value, and answers its name. */
    String add(String operator, String... inputs) {
        return add(operator, List.of(), inputs);
    }

    /** Computes a value with these attributes, and answers its name. */
    String add(String operator, List<AttributeProto> attributes, String... inputs) {
        return addNamed("%s_%d".formatted(operator, graph.getNodeCount()), operator, attributes, inputs);
    }

    /** Computes a value of that name. */
    String addNamed(String name, String operator, List<AttributeProto> attributes, String... inputs) {
        graph.addNode(NodeProto.newBuilder()
                .setName(name)
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addAllAttribute(attributes)
                .addOutput(name));
        return name;
    }

    /** Holds an array in single precision, once for all who ask for one of that name. */
    String tensor(String name, INDArray array) {
        if (tensors.add(name)) {
            store(name, TensorProto.DataType.FLOAT, ByteString.copyFrom(TensorBytes.of(array)), array.shape());
        }
        return name;
    }

    /** Holds one number. */
    String number(double value) {
        String name = "number " + value;
        if (tensors.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putFloat(0, (float) value);
            store(name, TensorProto.DataType.FLOAT, ByteString.copyFrom(bytes));
        }
        return name;
    }

    /** Holds a list of whole numbers. */
    String integers(long... values) {
        String name = "integers " + java.util.Arrays.toString(values);
        if (tensors.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            store(name, TensorProto.DataType.INT64, ByteString.copyFrom(bytes), values.length);
        }
        return name;
    }

    private void store(String name, TensorProto.DataType type, ByteString content, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(content);
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    /** The whole graph. */
    GraphProto build(String name, ValueInfoProto input, ValueInfoProto output) {
        return graph.setName(name).addInput(input).addOutput(output).build();
    }
}
