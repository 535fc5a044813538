package dev.trainyard.expansion;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a list, read as it comes. When it ends with lines that are wrong, an InvalidRequestException tells all of
 * these, up to a hundred.
 */
abstract class Manifest implements Iterator<WantedImage>, AutoCloseable {
    /** Characters of a line: one without an end is not to fill the memory. */
    static final int LONGEST_LINE = 16 * 1024;

    private static final int MOST_ERRORS = 100;

    private final WantedReader reader;
    private final List<Invalid> errors = new ArrayList<>();
    private @Nullable WantedImage next;

    Manifest(WantedReader reader) {
        this.reader = reader;
    }

    /** A list of that media type. */
    static Manifest of(String mediaType, InputStream content, WantedReader reader) throws IOException {
        Manifest manifest = mediaType.startsWith("text/csv")
                ? new CsvManifest(text(content), reader)
                : new JsonLinesManifest(text(content), reader);
        manifest.advance();
        return manifest;
    }

    /** In UTF-8; what is none breaks it off. */
    private static Reader text(InputStream content) {
        return new InputStreamReader(
                content,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** Fields of a picture, by name; null for one that is not there or no text. */
    interface Line {
        @Nullable
        String field(String name);
    }

    /** The next line; empty at the end. Throws IOException where the list breaks off, with what is wrong. */
    abstract Optional<Line> line() throws IOException;

    /** That of the line that was read last, from 1. */
    abstract long number();

    /** What the lines have to be. */
    abstract String form();

    @Override
    public final boolean hasNext() {
        return next != null;
    }

    @Override
    public final WantedImage next() {
        WantedImage image = next;
        if (image == null) {
            throw new NoSuchElementException();
        }
        advance();
        return image;
    }

    private void advance() {
        try {
            next = null;
            Optional<Line> line = Optional.empty();
            do {
                line = line();
                next = line.flatMap(this::read).orElse(null);
            } while (next == null && line.isPresent() && errors.size() < MOST_ERRORS);
        } catch (IOException broken) {
            errors.add(new Invalid("line " + number(), String.valueOf(broken.getMessage()), form()));
        }
        if (next == null && !errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    private Optional<WantedImage> read(Line line) {
        String where = "line " + number();
        return reader.image(
                        line.field("url"),
                        line.field("label"),
                        line.field("split"),
                        line.field("licence"),
                        (what, allowed) -> errors.add(new Invalid(where, what, allowed)))
                .filter(image -> errors.isEmpty()); // nothing is stored any more, and the rest is still looked at
    }

    @Override
    public abstract void close() throws IOException;
}
