package dev.trainyard.run;

import dev.trainyard.request.Invalid;
import dev.trainyard.request.InvalidRequestException;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How many epochs of a curve somebody wants at most: for a plot no more than it has pixels. */
record Points(int most) {
    /** More than any run has epochs. */
    static final Points ALL = new Points(Integer.MAX_VALUE);

    private static final int FEWEST = 2;
    private static final int LARGEST = 10_000;

    /**
     * The parameter {@code points} as it came.
     *
     * @param otherwise what its absence means
     * @throws InvalidRequestException if it is not a whole number, 2 to 10,000
     */
    static Points parse(@Nullable String value, Points otherwise) {
        if (value == null) {
            return otherwise;
        }
        int most = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        if (most < FEWEST || most > LARGEST) {
            throw new InvalidRequestException(
                    List.of(Invalid.parameter("points", value, "a whole number, %d to %d".formatted(FEWEST, LARGEST))));
        }
        return new Points(most);
    }

    /** Whether so many epochs are more than that. */
    boolean areFewerThan(int epochs) {
        return epochs > most;
    }

    /**
     * Numbers of epochs at even distances, the first and the last among them; the best in the place of its neighbour, so that
     * a thinned curve still shows how low it came.
     *
     * @param last epoch that is done
     * @param best epoch, or null if none is done
     */
    Set<Integer> of(int last, @Nullable Integer best) {
        NavigableSet<Integer> chosen = IntStream.range(0, most)
                .mapToObj(i -> 1 + (int) Math.round((double) i * (last - 1) / (most - 1)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (best != null && !chosen.contains(best)) {
            chosen.subSet(1, false, last, false).stream()
                    .min(Comparator.comparingInt(epoch -> Math.abs(epoch - best)))
                    .ifPresent(neighbour -> {
                        chosen.remove(neighbour);
                        chosen.add(best);
                    });
        }
        return chosen;
    }
}
