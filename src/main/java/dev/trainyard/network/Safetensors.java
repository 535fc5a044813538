package dev.trainyard.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a safetensors file: 8 bytes little-endian length of a JSON header that names each tensor's type, shape
 * and place, then the tensors (the format's specification, version 0.4). Tensors of type F32 are read and written.
 *
 * @param metadata free text by name
 * @param tensors by name, in C order
 */
public record Safetensors(Map<String, String> metadata, Map<String, INDArray> tensors) {
    private static final int LENGTH_BYTES = Long.BYTES;
    static final String METADATA = "__metadata__";

    /** Bytes of a file: ten times what the largest network here would have in double precision. */
    private static final long LARGEST = 256L << 20;

    /** What ND4J can count. */
    private static final int MOST_DIMENSIONS = 32;

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
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException("%s has %d bytes, more than any model's %d".formatted(file, size, LARGEST));
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return parse(bytes);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(file + " is not a safetensors file: " + e.getMessage(), e);
        }
    }

    /** The whole file, tensors in the order of their names; the same content gives the same bytes. */
    public byte[] toBytes() {
        return SafetensorsWriter.write(this);
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
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                JsonMapper.shared().readTree(json).properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(text ->
                                metadata.put(text.getKey(), text.getValue().asString()));
            } else {
                places.add(place(entry.getKey(), entry.getValue(), data.limit()));
            }
        }
        requireDisjoint(places);
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        places.forEach(place -> tensors.put(place.name(), place.tensor(data)));
        return new Safetensors(metadata, tensors);
    }

    private static Place place(String name, JsonNode description, int limit) {
        String type = description.path("dtype").asString("");
        require(type.equals("F32"), "tensor %s is of type %s, only F32 is read".formatted(name, type));
        long[] shape = description
                .path("shape")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .toArray();
        require(
                shape.length <= MOST_DIMENSIONS && Arrays.stream(shape).allMatch(size -> size > 0),
                "tensor %s has the shape %s".formatted(name, Arrays.toString(shape)));
        long start = description.path("data_offsets").path(0).asLong(-1);
        long end = description.path("data_offsets").path(1).asLong(-1);
        int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        require(
                0 <= start && end <= limit && end - start == (long) length * Float.BYTES,
                "tensor %s does not lie at bytes %d to %d".formatted(name, start, end));
        return new Place(name, shape, (int) start, (int) end);
    }

    /** Else a small file could stand for any number of copies of its bytes. */
    private static void requireDisjoint(List<Place> places) {
        int end = 0;
        for (Place place :
                places.stream().sorted(Comparator.comparingInt(Place::start)).toList()) {
            require(place.start() >= end, "tensor %s overlaps another".formatted(place.name()));
            end = place.end();
        }
    }

    /** Where a tensor is among the data, from a byte to one behind its last. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Place(String name, long[] shape, int start, int end) {
        INDArray tensor(ByteBuffer data) {
            float[] values = new float[(end - start) / Float.BYTES];
            data.slice(start, end - start)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return Nd4j.createFromArray(values).reshape('c', shape);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
