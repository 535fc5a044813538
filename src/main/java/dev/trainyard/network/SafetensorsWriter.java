package dev.trainyard.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the format that {@link Safetensors} describes; the same content gives the same bytes. */
final class SafetensorsWriter {
    /** The header is filled up with spaces to a multiple of it, so that readers can map the tensors into memory. */
    private static final int ALIGNMENT = 8;

    private final ObjectNode header = JsonMapper.shared().createObjectNode();
    private final Map<String, byte[]> contents = new TreeMap<>();
    private int length;

    private SafetensorsWriter() {}

    static byte[] write(Safetensors file) {
        SafetensorsWriter writer = new SafetensorsWriter();
        if (!file.metadata().isEmpty()) {
            ObjectNode metadata = writer.header.putObject(Safetensors.METADATA);
            new TreeMap<>(file.metadata()).forEach(metadata::put);
        }
        new TreeMap<>(file.tensors()).forEach(writer::add);
        return writer.bytes();
    }

    private void add(String name, INDArray tensor) {
        byte[] content = TensorBytes.of(tensor);
        ObjectNode description = header.putObject(name).put("dtype", "F32");
        var shape = description.putArray("shape");
        for (long size : tensor.shape()) {
            shape.add(size);
        }
        description.putArray("data_offsets").add(length).add(Math.addExact(length, content.length));
        length += content.length;
        contents.put(name, content);
    }

    private byte[] bytes() {
        byte[] json = JsonMapper.shared().writeValueAsBytes(header);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + padded + length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(json);
        while (file.position() < Long.BYTES + padded) {
            file.put((byte) ' ');
        }
        contents.values().forEach(file::put);
        return file.array();
    }
}
