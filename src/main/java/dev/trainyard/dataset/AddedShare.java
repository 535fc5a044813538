package dev.trainyard.dataset;

/**
 * How much of what an expansion added is trained with.
 *
 * @param percent of the added images, 0 to 100, rounded to whole images
 * @param copies whether as many copies of other training images take their place
 */
public record AddedShare(int percent, boolean copies) {
    /** So many of these. */
    int of(int added) {
        return (int) Math.round(added * percent / 100.0);
    }

    @Override
    public String toString() {
        return "%s=%d%%".formatted(copies ? "copies" : "web", percent);
    }
}
