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
    private static final int SIZE = 32;
    private static final int TOP_K = 5;
    private static final int MOST_CLASSES = 1000;

    private final PredictionSettings settings;
    private final JsonKind<byte[]> image;

    PredictionReader(PredictionSettings settings) {
        this.settings = settings;
        PictureReader reader = new PictureReader(settings.maxPixels());
        this.image = new JsonKind<>(
                "a PNG or JPEG image of at most %d pixels, or a lossy WebP of %d, in Base64 where it is JSON"
                        .formatted(settings.maxPixels(), settings.maxPixels() / PictureReader.WEBP_COSTS),
                List.of(),
                node -> file(node).flatMap(file -> pixels(reader, file)));
    }

    private static Optional<byte[]> pixels(PictureReader reader, byte[] file) {
        try {
            return Optional.of(reader.read(file).pixels(SIZE, Fitting.CROP));
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

    /** Throws InvalidRequestException with everything that is wrong. */
    PredictionRequest read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        CheckpointChoice checkpoint = fields.choice("checkpoint", CheckpointChoice.BEST, CheckpointChoice.labelled());
        return read(fields, checkpoint);
    }

    /** The same of a request to an imported model, which has no checkpoints to choose from. */
    PredictionRequest readForModel(JsonNode body) {
        return read(JsonFields.of(body), CheckpointChoice.BEST);
    }

    private PredictionRequest read(JsonFields fields, CheckpointChoice checkpoint) {
        fields.require("images", "a list of images");
        List<byte[]> images =
                fields.list("images", 1, settings.maxImages(), image).orElse(List.of());
        int topK = (int) fields.integer("top_k", TOP_K, 1, MOST_CLASSES);
        fields.complete();
        return new PredictionRequest(images, topK, checkpoint);
    }
}
