package dev.trainyard.bench;

import dev.trainyard.compute.Floats;
import java.util.Random;

/** Memory of normally distributed numbers. */
final class RandomFloats {
    private RandomFloats() {}

    static Floats of(long length) {
        Random random = new Random(length);
        float[] values = new float[(int) length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Floats floats = Floats.allocate(length);
        floats.write(0, values, values.length);
        return floats;
    }
}
