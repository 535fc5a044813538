package dev.trainyard.expansion;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.apache.commons.io.IOUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A list of JSON objects, each on a line of its own: url and label, and split and licence if there are. */
final class JsonLinesManifest extends Manifest {
    private final Reader content;
    private long number;

    JsonLinesManifest(Reader content, WantedReader reader) {
        super(reader);
        this.content = IOUtils.toBufferedReader(content);
    }

    @Override
    Optional<Line> line() throws IOException {
        while (true) {
            String line = read();
            if (line == null) {
                return Optional.empty();
            }
            if (!line.isBlank()) {
                return Optional.of(object(line));
            }
        }
    }

    private static Line object(String line) throws IOException {
        JsonNode object;
        try {
            object = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw new IOException("the line is no JSON", e);
        }
        if (!object.isObject()) {
            throw new IOException("the line is no object");
        }
        return name -> object.path(name).isString() ? object.path(name).stringValue() : null;
    }

    /** A line without its end, or null after the last; so that a line without an end does not fill the memory, it is bounded. */
    private @Nullable String read() throws IOException {
        number++;
        StringBuilder line = new StringBuilder();
        int next = character();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("the line has more than %d characters".formatted(LONGEST_LINE));
            }
            line.append((char) next);
            next = character();
        }
        return line.toString();
    }

    private int character() throws IOException {
        try {
            return content.read();
        } catch (CharacterCodingException e) {
            throw new IOException("the line is not in UTF-8", e);
        }
    }

    @Override
    long number() {
        return number;
    }

    @Override
    String form() {
        return "a JSON object with url and label on each line";
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
