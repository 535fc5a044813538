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
import tools.jackson.core.StreamReadFeature;
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

    private static final int SHOWN = 100;
    private static final String FLOAT = "F32";
    private static final String COUNTER = ".num_batches_tracked";

    /** A tensor that is described twice would be another one for another reader. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

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
        try {
            return of(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a safetensors file: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the bytes of a whole file. Counters of batches, which PyTorch keeps beside each norm and nothing here needs, are left
     * out.
     *
     * @throws IllegalArgumentException if they are not in the format, saying where
     */
    public static Safetensors of(byte[] content) {
        try {
            return parse(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its header is not the JSON of one", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a tensor is larger than can be counted", e);
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
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(text ->
                                metadata.put(text.getKey(), text.getValue().asString()));
            } else {
                places.add(place(entry.getKey(), entry.getValue(), data.limit()));
            }
        }
        requireWhole(places, data.limit());
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        places.stream()
                .filter(place -> !place.isCounter())
                .forEach(place -> tensors.put(place.name(), place.tensor(data)));
        return new Safetensors(metadata, tensors);
    }

    private static Place place(String name, JsonNode description, int limit) {
        String type = description.path("dtype").asString("");
        boolean counter = name.endsWith(COUNTER) && type.equals("I64");
        require(
                counter || type.equals(FLOAT),
                "tensor %s is of type %s, only F32 is read".formatted(shown(name), shown(type)));
        JsonNode sizes = description.path("shape");
        require(
                sizes.isArray() && sizes.valueStream().allMatch(JsonNode::canConvertToLong),
                "tensor %s has no shape of whole numbers".formatted(shown(name)));
        long[] shape = sizes.valueStream().mapToLong(JsonNode::longValue).toArray();
        require(
                shape.length <= MOST_DIMENSIONS && Arrays.stream(shape).allMatch(size -> size > 0),
                "tensor %s has the shape %s".formatted(shown(name), shown(Arrays.toString(shape))));
        long start = description.path("data_offsets").path(0).asLong(-1);
        long end = description.path("data_offsets").path(1).asLong(-1);
        int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        require(
                0 <= start && end <= limit && end - start == (long) length * (counter ? Long.BYTES : Float.BYTES),
                "tensor %s does not lie at bytes %d to %d".formatted(shown(name), start, end));
        return new Place(name, shape, (int) start, (int) end, counter);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** Else a small file could stand for any number of copies of its bytes, or hide some of them. */
    private static void requireWhole(List<Place> places, int length) {
        int end = 0;
        for (Place place :
                places.stream().sorted(Comparator.comparingInt(Place::start)).toList()) {
            require(place.start() >= end, "tensor %s overlaps another".formatted(shown(place.name())));
            require(place.start() == end, "there are bytes of no tensor before %s".formatted(shown(place.name())));
            end = place.end();
        }
        require(end == length, "there are bytes of no tensor at its end");
    }

    /** Where a tensor is among the data, from a byte to one behind its last. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Place(String name, long[] shape, int start, int end, boolean isCounter) {
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
