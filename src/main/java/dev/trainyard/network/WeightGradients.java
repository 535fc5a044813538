package dev.trainyard.network;

import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Slice;
import dev.trainyard.compute.Team;

/**
 * The gradients of a convolution's weights that the tiles of a batch give, each by itself, so that their sum is the same
 * whoever computed which.
 */
final class WeightGradients {
    private static final int PART = 1 << 12;

    private final Convolution2d convolution;
    private final int tiles;
    private final Floats memory;

    /** @param memory of {@link #length} floats */
    WeightGradients(Convolution2d convolution, int tiles, Floats memory) {
        this.convolution = convolution;
        this.tiles = tiles;
        this.memory = memory;
    }

    static long length(Convolution2d convolution, int tiles) {
        return convolution.packedLength() * tiles;
    }

    /** Where a tile's gradients go. */
    Slice of(int tile) {
        return new Slice(memory, tile * convolution.packedLength());
    }

    /** Adds up the tiles' gradients in their order; to be called once. */
    void sumInto(Floats gradient, Team team) {
        int parts = (int) ((convolution.packedLength() + PART - 1) / PART);
        team.run(parts, (member, part) -> sum((long) part * PART));
        team.run(1, (member, tile) -> convolution.unpackGradient(member, memory, gradient));
    }

    private void sum(long from) {
        int n = (int) Math.min(PART, convolution.packedLength() - from);
        float[] sum = new float[n];
        float[] addend = new float[n];
        memory.read(from, sum, n);
        for (int tile = 1; tile < tiles; tile++) {
            memory.read(from + tile * convolution.packedLength(), addend, n);
            Chunks.add(addend, sum, n);
        }
        memory.write(from, sum, n);
    }
}
