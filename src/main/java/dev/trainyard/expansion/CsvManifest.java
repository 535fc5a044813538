package dev.trainyard.expansion;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a list in CSV (RFC 4180) with a header: url and label, and split and licence if there are. Read as it comes; when it
 * ends with lines that are wrong, an InvalidRequestException tells all of these.
 */
final class CsvManifest implements Iterator<WantedImage>, AutoCloseable {
    private static final int MOST_ERRORS = 100;

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final WantedReader reader;
    private final List<Invalid> errors = new ArrayList<>();
    private @Nullable WantedImage next;

    CsvManifest(InputStream content, WantedReader reader) throws IOException {
        this.reader = reader;
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        try {
            this.parser = CSVParser.builder()
                    .setReader(new InputStreamReader(
                            content,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)))
                    .setFormat(format)
                    .get();
        } catch (IllegalArgumentException | CSVException e) {
            throw refused("line 1", "the header has a column twice, or none", "url,label,split,licence");
        }
        if (!parser.getHeaderNames().containsAll(List.of("url", "label"))) {
            throw refused(
                    "line 1", "the header is " + parser.getHeaderNames(), "url,label and, if you like, split,licence");
        }
        this.records = parser.iterator();
        advance();
    }

    private static InvalidRequestException refused(String where, String what, String allowed) {
        return new InvalidRequestException(List.of(new Invalid(where, what, allowed)));
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public WantedImage next() {
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
            while (next == null && errors.size() < MOST_ERRORS && records.hasNext()) {
                next = read(records.next()).orElse(null);
            }
        } catch (IllegalStateException | UncheckedIOException broken) {
            errors.add(new Invalid(
                    "line " + parser.getCurrentLineNumber(), "the list breaks off or is no CSV in UTF-8", "RFC 4180"));
        }
        if (next == null && !errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    private Optional<WantedImage> read(CSVRecord record) {
        String line = "line " + parser.getCurrentLineNumber();
        return reader.image(
                        field(record, "url"),
                        field(record, "label"),
                        field(record, "split"),
                        field(record, "licence"),
                        (what, allowed) -> errors.add(new Invalid(line, what, allowed)))
                .filter(image -> errors.isEmpty()); // nothing is stored any more, and the rest is still looked at
    }

    private static @Nullable String field(CSVRecord record, String name) {
        return record.isSet(name) ? record.get(name) : null;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
