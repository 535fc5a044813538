package dev.trainyard.request;

import java.util.function.DoublePredicate;

/**
 * The numbers that a field may have.
 *
 * @param allowed in words
 * @param contains in code; never asked about NaN or an infinite number
 */
public record Bounds(String allowed, DoublePredicate contains) {
    /** From min to max, both included. */
    public static Bounds between(double min, double max) {
        return new Bounds("%s to %s".formatted(text(min), text(max)), value -> value >= min && value <= max);
    }

    /** More than min, up to max included. */
    public static Bounds aboveUpTo(double min, double max) {
        return new Bounds("above %s, up to %s".formatted(text(min), text(max)), value -> value > min && value <= max);
    }

    /** From min included to less than max. */
    public static Bounds fromBelow(double min, double max) {
        return new Bounds("from %s, below %s".formatted(text(min), text(max)), value -> value >= min && value < max);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
