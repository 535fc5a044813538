package dev.trainyard.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The kinds of files that there are. */
enum ModelFormat {
    /** Weights by PyTorch's names and shapes, with the metadata that a loader needs. */
    SAFETENSORS(ModelFormat.SAFETENSORS_TYPE, ".safetensors"),
    /** The whole network in standard operators. */
    ONNX(ModelFormat.ONNX_TYPE, ".onnx"),
    /** Deeplearning4j's own file: configuration, weights, and the updater's state to go on training. */
    DL4J(ModelFormat.DL4J_TYPE, ".zip");

    static final String SAFETENSORS_TYPE = "application/x-safetensors";
    static final String ONNX_TYPE = "application/x-onnx";
    static final String DL4J_TYPE = "application/zip";

    private final MediaType type;
    private final String extension;

    ModelFormat(String type, String extension) {
        this.type = MediaType.parseMediaType(type);
        this.extension = extension;
    }

    MediaType type() {
        return type;
    }

    String extension() {
        return extension;
    }

    /** As a request calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that label. */
    static Optional<ModelFormat> labelled(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }

    /** What a client prefers by its Accept headers; safetensors if it takes anything. */
    static ModelFormat accepted(List<MediaType> accept) {
        return accept.stream()
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .flatMap(range -> Arrays.stream(values()).filter(format -> range.includes(format.type)))
                .findFirst()
                .orElse(SAFETENSORS);
    }
}
