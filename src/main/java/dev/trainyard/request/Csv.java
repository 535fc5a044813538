package dev.trainyard.request;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text in the form of RFC 4180, for a spreadsheet. */
public final class Csv {
    private static final String END_OF_LINE = "\r\n";

    private Csv() {}

    /** A line of these values, with its end. */
    public static String line(Stream<?> values) {
        return values.map(value -> field(value.toString())).collect(Collectors.joining(",", "", END_OF_LINE));
    }

    private static String field(String text) {
        boolean quoted = text.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
