package dev.trainyard.expansion;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A list in CSV (RFC 4180) with a header: url and label, and split and licence if there are. */
final class CsvManifest extends Manifest {
    private final RecordLimit limit;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    CsvManifest(Reader content, WantedReader reader) throws IOException {
        super(reader);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .get();
        this.limit = new RecordLimit(content, LONGEST_LINE);
        try {
            this.parser = CSVParser.builder().setReader(limit).setFormat(format).get();
        } catch (IllegalArgumentException | IOException e) {
            throw refused("the header has a column twice, or none, or is no CSV in UTF-8", "url,label,split,licence");
        }
        if (!parser.getHeaderNames().containsAll(List.of("url", "label"))) {
            throw refused("the header is " + parser.getHeaderNames(), "url,label and, if you like, split,licence");
        }
        this.records = parser.iterator();
    }

    private static InvalidRequestException refused(String what, String allowed) {
        return new InvalidRequestException(List.of(new Invalid("line 1", what, allowed)));
    }

    @Override
    Optional<Line> line() throws IOException {
        limit.begin();
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CSVRecord record = records.next();
            return Optional.of(name -> record.isSet(name) ? record.get(name) : null);
        } catch (IllegalStateException | UncheckedIOException broken) {
            throw new IOException(
                    limit.isReached()
                            ? "the line has more than %d characters; maybe a quote is not closed"
                                    .formatted(LONGEST_LINE)
                            : "the list breaks off or is no CSV in UTF-8",
                    broken);
        }
    }

    @Override
    long number() {
        return parser.getCurrentLineNumber();
    }

    @Override
    String form() {
        return "RFC 4180";
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
