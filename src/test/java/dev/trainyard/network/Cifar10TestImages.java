package dev.trainyard.network;

import dev.trainyard.SharedFiles;
import java.nio.file.Files;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The 10,000 test images of CIFAR-10, read with nothing but the format's description. */
record Cifar10TestImages(byte[] records) {
    static final int COUNT = 10_000;
    private static final int PIXELS = 32 * 32;
    private static final int RECORD = 1 + 3 * PIXELS;

    static Cifar10TestImages read() throws Exception {
        return new Cifar10TestImages(
                Files.readAllBytes(SharedFiles.cifar10().resolve("cifar-10-batches-bin/test_batch.bin")));
    }

    int label(int image) {
        return records[image * RECORD];
    }

    /** Images from first on as [count, 32, 32, 3], normalised. */
    INDArray images(int first, int count, double[] mean, double[] deviation) {
        float[] values = new float[count * 3 * PIXELS];
        for (int i = 0; i < values.length; i++) {
            int channel = i % 3;
            int pixel = i / 3 % PIXELS;
            int image = first + i / 3 / PIXELS;
            int value = records[image * RECORD + 1 + channel * PIXELS + pixel] & 0xff;
            values[i] = (float) ((value / 255.0 - mean[channel]) / deviation[channel]);
        }
        return Nd4j.createFromArray(values).reshape('c', count, 32, 32, 3);
    }
}
