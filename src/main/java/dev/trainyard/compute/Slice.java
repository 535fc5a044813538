package dev.trainyard.compute;

/** Floats from some element on. */
public record Slice(Floats floats, long from) {
    long address() {
        return floats.address(from);
    }

    boolean isAligned() {
        return floats.isAligned(from);
    }
}
