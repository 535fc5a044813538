package dev.trainyard.expansion;

import org.jspecify.annotations.Nullable;

/**
 * What was decided of a picture.
 *
 * @param number of the picture
 * @param detail for people; null if there is nothing to say
 */
record Decided(int number, Fate fate, @Nullable String detail) {}
