package dev.trainyard.prediction;

import dev.trainyard.picture.Fitting;
import dev.trainyard.picture.PictureReader;
import dev.trainyard.picture.UnreadablePictureException;
import dev.trainyard.request.JsonFields;
import dev.trainyard.request.JsonKind;
import dev.trainyard.run.CheckpointChoice;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the request for predictions; {@link PredictionRequest.Described} documents it. */
@Component
class PredictionReader {
    private static final int TOP_K = 5;
    private static final int MOST_CLASSES = 1000;

    private final PredictionSettings settings;
    private final PictureReader reader;

    PredictionReader(PredictionSettings settings) {
        this.settings = settings;
        this.reader = new PictureReader(settings.maxPixels());
    }

    /** A picture as the square of that size that a network sees. */
    private JsonKind<byte[]> image(int size) {
        return new JsonKind<>(
                "a PNG or JPEG image of at most %d pixels, or a lossy WebP of %d, in Base64 where it is JSON"
                        .formatted(settings.maxPixels(), settings.maxPixels() / PictureReader.WEBP_COSTS),
                List.of(),
                node -> file(node).flatMap(file -> pixels(file, size)));
    }

    private Optional<byte[]> pixels(byte[] file, int size) {
        try {
            return Optional.of(reader.read(file).pixels(size, Fitting.CROP));
        } catch (UnreadablePictureException e) {
            return Optional.empty();
        }
    }

    /** In Base64, as JSON has it, or as a form has it. */
    private static Optional<byte[]> file(JsonNode node) {
        if (node.isBinary()) {
            return Optional.of(node.binaryValue());
        }
        try {
            return node.isString() ? Optional.of(Base64.getDecoder().decode(node.stringValue())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads it; throws InvalidRequestException with everything that is wrong.
     *
     * @param size rows and columns of the images that the network is for
     */
    PredictionRequest read(JsonNode body, int size) {
        JsonFields fields = JsonFields.of(body);
        CheckpointChoice checkpoint = fields.choice("checkpoint", CheckpointChoice.BEST, CheckpointChoice.labelled());
        return read(fields, checkpoint, size);
    }

    /** The same of a request to an imported model, which has no checkpoints to choose from. */
    PredictionRequest readForModel(JsonNode body, int size) {
        return read(JsonFields.of(body), CheckpointChoice.BEST, size);
    }

    private PredictionRequest read(JsonFields fields, CheckpointChoice checkpoint, int size) {
        fields.require("images", "a list of images");
        List<byte[]> images =
                fields.list("images", 1, settings.maxImages(), image(size)).orElse(List.of());
        int topK = (int) fields.integer("top_k", TOP_K, 1, MOST_CLASSES);
        fields.complete();
        return new PredictionRequest(images, topK, checkpoint);
    }
}
