package dev.trainyard.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody who misspelt it may have meant. */
final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The name with the fewest changed letters, if no more than half of its letters changed. */
    static Optional<String> to(String misspelt, Collection<String> names) {
        if (misspelt.length() > LONGEST) {
            return Optional.empty();
        }
        String given = misspelt.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(given, name.toLowerCase(Locale.ROOT))))
                .filter(name -> 2 * distance(given, name.toLowerCase(Locale.ROOT)) <= name.length());
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
