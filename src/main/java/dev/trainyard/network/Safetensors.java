package dev.trainyard.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a safetensors file: 8 bytes little-endian length of a JSON header that names each tensor's type, shape
 * and place, then the tensors (the format's specification, version 0.4). Tensors of type F32 are read.
 *
 * @param metadata free text by name
 * @param tensors by name, in C order
 */
public record Safetensors(Map<String, String> metadata, Map<String, INDArray> tensors) {
    private static final int LENGTH_BYTES = Long.BYTES;
    private static final String METADATA = "__metadata__";

    public Safetensors {
        metadata = Map.copyOf(metadata);
        tensors = Map.copyOf(tensors);
    }

    /**
     * Reads a whole file.
     *
     * @throws IOException if it cannot be read, or is not in the format, saying where
     */
    public static Safetensors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return parse(bytes);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + " is not a safetensors file: " + e.getMessage(), e);
        }
    }

    private static Safetensors parse(ByteBuffer bytes) {
        require(bytes.remaining() >= LENGTH_BYTES, "it is shorter than its header's length");
        long headerLength = bytes.getLong();
        require(
                headerLength > 0 && headerLength <= bytes.remaining(),
                "its header has a length of %d bytes".formatted(headerLength));
        byte[] json = new byte[(int) headerLength];
        bytes.get(json);
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);

        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                JsonMapper.shared().readTree(json).properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(text ->
                                metadata.put(text.getKey(), text.getValue().asString()));
            } else {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
            }
        }
        return new Safetensors(metadata, tensors);
    }

    private static INDArray tensor(String name, JsonNode description, ByteBuffer data) {
        String type = description.path("dtype").asString("");
        require(type.equals("F32"), "tensor %s is of type %s, only F32 is read".formatted(name, type));
        long[] shape = description
                .path("shape")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .toArray();
        long start = description.path("data_offsets").path(0).asLong(-1);
        long end = description.path("data_offsets").path(1).asLong(-1);
        int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        require(
                0 <= start && end <= data.limit() && end - start == (long) length * Float.BYTES,
                "tensor %s does not lie at bytes %d to %d".formatted(name, start, end));
        float[] values = new float[length];
        data.slice((int) start, (int) (end - start))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return Nd4j.createFromArray(values).reshape('c', shape);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
