package dev.trainyard.training;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An array as ND4J writes it: a buffer of its shape, and one of its numbers. ND4J believes what is written there, takes
 * memory for it, and reads with native code; so somebody has to look before.
 */
final class StoredArray {
    private static final int BESIDE_DIMENSIONS = 4;

    private StoredArray() {}

    /** Throws IOException if the bytes are not one whole array. */
    static void require(byte[] content) throws IOException {
        DataInputStream input = new DataInputStream(new ByteArrayInputStream(content));
        try {
            int longs = count(input, Long.BYTES);
            long[] shape = new long[longs];
            for (int i = 0; i < longs; i++) {
                shape[i] = input.readLong();
            }
            int numbers = count(input, 0);
            if (numbers != length(shape)) {
                throw new IOException("an array of %d numbers has the shape of %d".formatted(numbers, length(shape)));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("an array of " + e.getMessage(), e);
        }
    }

    /** How many elements follow; they must be all there, and of that width unless it is 0. */
    private static int count(DataInputStream input, int width) throws IOException {
        AllocationMode mode = AllocationMode.valueOf(input.readUTF());
        long length = input.readLong();
        int wide = DataType.valueOf(input.readUTF()).width();
        if (mode != AllocationMode.MIXED_DATA_TYPES || wide <= 0 || width > 0 && wide != width) {
            throw new IOException("an array of another kind");
        }
        if (length < 0 || length > input.available() / wide) {
            throw new IOException("an array of %d elements in %d bytes".formatted(length, input.available()));
        }
        return (int) length;
    }

    /** Of an array whose shape is its rank, its sizes, its strides, and more; it must not reach beyond its numbers. */
    private static long length(long[] shape) throws IOException {
        int rank = shape.length == 0 ? -1 : Math.toIntExact(shape[0]);
        if (rank < 1 || shape.length != 2 * rank + BESIDE_DIMENSIONS) {
            throw new IOException("an array of rank " + rank);
        }
        long length = 1;
        long last = 0;
        for (int i = 1; i <= rank; i++) {
            long stride = shape[rank + i];
            if (shape[i] < 1 || stride < 0) {
                throw new IOException("an array of size %d and stride %d".formatted(shape[i], stride));
            }
            length = Math.multiplyExact(length, shape[i]);
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, stride));
        }
        if (last >= length) {
            throw new IOException("an array of %d numbers that reads number %d".formatted(length, last));
        }
        return length;
    }
}
