package dev.trainyard.expansion;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that an attribute {@code srcset} offers (HTML, 4.8.4.2.1). Read character by character: a pattern would look at
 * a hostile one again from each of its characters.
 */
final class Srcset {
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?[wx]");

    private final String text;
    private int at;

    private Srcset(String text) {
        this.text = text;
    }

    /** The URL of the largest: the others are the same picture. */
    static Optional<String> largest(String text) {
        Srcset srcset = new Srcset(text);
        @Nullable String largest = null;
        double most = 0;
        for (String url = srcset.url(); !url.isEmpty(); url = srcset.url()) {
            double size = srcset.size();
            if (largest == null || size > most) {
                largest = url;
                most = size;
            }
        }
        return Optional.ofNullable(largest);
    }

    /** The next one; it may have commas, but does not end in one. Empty behind the last. */
    private String url() {
        skip(character -> character == ',' || Character.isWhitespace(character));
        int start = at;
        skip(character -> !Character.isWhitespace(character));
        int end = at;
        while (end > start && text.charAt(end - 1) == ',') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Pixels in a row, or how often those of the page; a picture without a size is for pixels as the page has them. */
    private double size() {
        int start = at;
        if (text.charAt(at - 1) != ',') {
            skip(character -> character != ',');
        }
        String size = text.substring(start, at).strip();
        return SIZE.matcher(size).matches() ? Double.parseDouble(size.substring(0, size.length() - 1)) : 1;
    }

    private void skip(IntPredicate characters) {
        while (at < text.length() && characters.test(text.charAt(at))) {
            at++;
        }
    }
}
