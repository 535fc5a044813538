package dev.trainyard.network;

/** Sums for each channel, of several things at once, kept for each tile and added up in the tiles' order. */
final class TileSums {
    private final double[][][] sums;

    TileSums(int tiles, int things, int channels) {
        this.sums = new double[tiles][things][channels];
    }

    /** The sums of a tile: one array of channels for each thing. */
    double[][] of(int tile) {
        return sums[tile];
    }

    /** The sum over all tiles of one thing, for each channel. */
    double[] total(int thing) {
        double[] total = new double[sums[0][thing].length];
        for (double[][] tile : sums) {
            for (int channel = 0; channel < total.length; channel++) {
                total[channel] += tile[thing][channel];
            }
        }
        return total;
    }
}
