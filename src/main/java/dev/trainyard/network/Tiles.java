package dev.trainyard.network;

/**
 * A batch in tiles of a few images, which one thread computes at a time. The division depends on the block's shape
 * alone, never on the number of threads, so that sums over tiles come out the same however many compute them.
 *
 * @param images in the batch
 * @param perTile images of a tile; the last one may have fewer
 */
record Tiles(int images, int perTile) {
    /** Floats of a tile's output: four such arrays stay in a second-level cache of 1 MiB. */
    private static final int LENGTH = 1 << 16;

    /** The division of a batch whose images have so many floats at the output of a block. */
    static Tiles of(int images, int imageLength) {
        return new Tiles(images, Math.min(images, Math.max(1, LENGTH / imageLength)));
    }

    int count() {
        return (images + perTile - 1) / perTile;
    }

    int first(int tile) {
        return tile * perTile;
    }

    int size(int tile) {
        return Math.min(perTile, images - first(tile));
    }
}
