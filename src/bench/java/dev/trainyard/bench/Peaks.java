package dev.trainyard.bench;

import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Team;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What this machine can do at best, measured.
 *
 * @param gigaflops of a large matrix product by OpenBLAS, each multiply-add counted as two
 * @param gigabytes read and written in a second by a large copy
 */
record Peaks(double gigaflops, double gigabytes) {
    private static final int SIDE = 3_000;
    private static final int COPIED = 1 << 26;
    private static final int TILE = 1 << 16;
    private static final int TIMES = 7;

    static Peaks measure(Team team) {
        return new Peaks(product(), copy(team));
    }

    private static double product() {
        INDArray a = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
        INDArray b = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
        INDArray c = Nd4j.create(DataType.FLOAT, new long[] {SIDE, SIDE}, 'f');
        double milliseconds = Timings.fastest(TIMES, () -> a.mmuli(b, c));
        return 2.0 * SIDE * SIDE * SIDE / milliseconds / 1e6;
    }

    private static double copy(Team team) {
        Floats from = Floats.allocate(COPIED);
        Floats to = Floats.allocate(COPIED);
        int length = Chunks.length(1);
        double milliseconds = Timings.fastest(
                TIMES,
                () -> team.run(COPIED / TILE, (member, tile) -> {
                    float[] chunk = new float[length];
                    for (int done = 0; done < TILE; done += length) {
                        int n = Math.min(length, TILE - done);
                        from.read((long) tile * TILE + done, chunk, n);
                        to.write((long) tile * TILE + done, chunk, n);
                    }
                }));
        return 2.0 * COPIED * Float.BYTES / milliseconds / 1e6;
    }
}
