package dev.trainyard.prediction;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import dev.trainyard.request.JsonKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A form with images as the JSON that {@link PredictionReader} reads. It is read part by part from a body whose length is
 * limited already; nothing goes to a disk, and no other endpoint takes forms.
 */
final class PredictionForm {
    private static final String IMAGE = "image";
    private static final List<String> FIELDS = List.of("top_k", "checkpoint");
    private static final int LONGEST_FIELD = 100;
    private static final int LONGEST_HEADERS = 2048;

    private final int maxImages;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final ArrayNode images = body.putArray("images");

    private PredictionForm(int maxImages) {
        this.maxImages = maxImages;
    }

    /** Throws InvalidRequestException for parts that there should not be, MalformedFormException for what is no form. */
    static JsonNode read(HttpServletRequest request, int maxImages) {
        PredictionForm form = new PredictionForm(maxImages);
        FileUpload upload = new FileUpload();
        upload.setPartHeaderSizeMax(LONGEST_HEADERS);
        try {
            FileItemIterator parts = upload.getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext()) {
                form.add(parts.next());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedFormException();
        }
        return form.body;
    }

    private void add(FileItemStream part) throws IOException {
        String name = part.getFieldName();
        try (InputStream content = part.openStream()) {
            if (!name.equals(IMAGE)) {
                body.set(field(name), value(content.readNBytes(LONGEST_FIELD)));
            } else if (images.size() < maxImages) {
                images.add(BinaryNode.valueOf(content.readAllBytes()));
            } else {
                throw refused(
                        name, "there are more than %d".formatted(maxImages), "1 to %d images".formatted(maxImages));
            }
        }
    }

    private String field(String name) {
        if (!FIELDS.contains(name)) {
            throw refused(name, "there is no part %s".formatted(JsonKind.quoted(name)), "image, top_k, checkpoint");
        }
        if (body.has(name)) {
            throw refused(name, "%s is there twice".formatted(name), "each once, beside image");
        }
        return name;
    }

    private static JsonNode value(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.matches("-?\\d{1,9}") ? IntNode.valueOf(Integer.parseInt(text)) : StringNode.valueOf(text);
    }

    private static InvalidRequestException refused(String name, String message, String allowed) {
        return new InvalidRequestException(List.of(new Invalid("/" + name, message, allowed)));
    }
}
