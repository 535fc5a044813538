package dev.trainyard.network;

/** What a block adds to its last norm, read chunk by chunk. */
@FunctionalInterface
interface ShortcutSource {
    /**
     * Reads n floats.
     *
     * @param from an element of the block's output, the first channel of a pixel
     * @param into zeros, or what an earlier call wrote
     */
    void read(long from, float[] into, int n);
}
