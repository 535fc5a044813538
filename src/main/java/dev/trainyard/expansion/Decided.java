package dev.trainyard.expansion;

import org.jspecify.annotations.Nullable;

/**
 * What was decided of a picture.
 *
 * @param number of the picture
 * @param detail for people; null if there is nothing to say
 * @param flag what a network doubts of a picture that is added all the same; null if nothing
 */
record Decided(
        int number,
        Fate fate,
        @Nullable String detail,
        @Nullable Fate flag) {
    Decided(int number, Fate fate, @Nullable String detail) {
        this(number, fate, detail, null);
    }
}
