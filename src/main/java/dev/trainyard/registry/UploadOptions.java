package dev.trainyard.registry;

import dev.trainyard.archive.ImportOptions;
import dev.trainyard.picture.Fitting;
import dev.trainyard.request.Bounds;
import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonFields;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an archive becomes a version.
 *
 * @param imageSize rows and columns of an image: 32 or 64
 * @param resize how pictures of another shape are made square
 * @param testFraction of the images to test with, where the archive has no folders for that
 * @param seed of that choice
 * @param skipDamaged whether pictures that cannot be read are left out; else they are an error
 */
record UploadOptions(int imageSize, Fitting resize, double testFraction, long seed, boolean skipDamaged) {
    private static final Map<String, Fitting> FITTINGS = Stream.of(Fitting.values())
            .collect(Collectors.toMap(fitting -> fitting.name().toLowerCase(Locale.ROOT), fitting -> fitting));
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?");
    private static final int SMALL = 32;
    private static final int LARGE = 64;
    private static final double TEST_FRACTION = 0.2;
    private static final double MOST_TEST = 0.9;
    private static final long MOST_SEED = (1L << 53) - 1;

    /** Reads them from a request's body. */
    static UploadOptions read(JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        UploadOptions options = new UploadOptions(
                imageSize(fields),
                fields.choice("resize", Fitting.CROP, FITTINGS),
                fields.number("test_fraction", TEST_FRACTION, Bounds.between(0.01, MOST_TEST)),
                fields.integer("seed", 0, 0, MOST_SEED),
                fields.choice("on_damaged", false, Map.of("fail", false, "skip", true)));
        fields.complete();
        return options;
    }

    /**
     * Reads them from the parameters of a query.
     *
     * @throws InvalidRequestException that names parameters
     */
    static UploadOptions read(Map<String, String> parameters) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        parameters.forEach((name, value) -> {
            if (NUMBER.matcher(value).matches()) {
                body.set(name, JsonMapper.shared().readTree(value));
            } else {
                body.put(name, value);
            }
        });
        try {
            return read(body);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.errors().stream()
                    .map(error -> new Invalid("?" + error.pointer().substring(1), error.message(), error.allowed()))
                    .toList());
        }
    }

    ImportOptions forImport() {
        return new ImportOptions(imageSize, resize, testFraction, seed, skipDamaged);
    }

    private static int imageSize(JsonFields fields) {
        int size = (int) fields.integer("image_size", SMALL, SMALL, LARGE);
        if (size != SMALL && size != LARGE) {
            fields.reject("image_size", "image_size is " + size, "32, 64");
        }
        return size;
    }

    /** As they are read again. */
    ObjectNode json() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("image_size", imageSize)
                .put("resize", resize.name().toLowerCase(Locale.ROOT))
                .put("test_fraction", testFraction)
                .put("seed", seed)
                .put("on_damaged", skipDamaged ? "skip" : "fail");
    }
}
