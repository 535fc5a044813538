package dev.trainyard.compute;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Floats outside the Java heap, to be read and written in chunks. Several threads may use one at once, each its own
 * part. It keeps what it was made of from being freed by the garbage collector, but not from being closed.
 */
public final class Floats {
    /** Bytes of a line of the cache, and of a vector register. */
    static final int ALIGNMENT = 64;

    private final Object owner;
    private final long address;
    private final FloatBuffer buffer;

    private Floats(Object owner, long address, long length) {
        this.owner = owner;
        this.address = address;
        this.buffer = new At(address, length).asBuffer();
    }

    /** The memory of an array of type FLOAT in C order without gaps. */
    public static Floats of(INDArray array) {
        if (array.dataType() != DataType.FLOAT || !isContiguous(array)) {
            throw new IllegalArgumentException("not an array of floats in C order: " + array.shapeInfoToString());
        }
        return new Floats(array, array.data().addressPointer().address(), array.length());
    }

    /** New memory with anything in it, aligned as vector instructions like it. */
    public static Floats allocate(long length) {
        long enough = lengthToAlign(length);
        Pointer block = new FloatPointer(enough);
        return new Floats(block, block.address(), enough).aligned();
    }

    /** How many floats must be there for so many to be {@link #aligned}. */
    public static long lengthToAlign(long length) {
        return length + ALIGNMENT / Float.BYTES;
    }

    /** All but the last few floats, from a multiple of 64 bytes on: the beginning of a line of the cache. */
    public Floats aligned() {
        return new Floats(owner, address(toAlignment()), length() - ALIGNMENT / Float.BYTES);
    }

    /** How many floats come before the first multiple of 64 bytes. */
    public long toAlignment() {
        return Math.floorMod(-address, ALIGNMENT) / Float.BYTES;
    }

    boolean isAligned(long from) {
        return address(from) % ALIGNMENT == 0;
    }

    /** Whether the elements follow each other in C order. */
    public static boolean isContiguous(INDArray array) {
        return array.ordering() == 'c' && !array.isView() || hasStridesOfItsShape(array);
    }

    /** Where element {@code from} is. */
    long address(long from) {
        return address + from * Float.BYTES;
    }

    public long length() {
        return buffer.capacity();
    }

    /** Copies n elements into the beginning of an array. */
    public void read(long from, float[] into, int n) {
        buffer.get((int) from, into, 0, n);
    }

    /** Copies n elements to {@code into[at]} and on. */
    public void read(long from, float[] into, int at, int n) {
        buffer.get((int) from, into, at, n);
    }

    /** Copies the first n elements of an array. */
    public void write(long at, float[] from, int n) {
        buffer.put((int) at, from, 0, n);
    }

    /** All elements. */
    public float[] toArray() {
        float[] all = new float[buffer.capacity()];
        buffer.get(0, all);
        return all;
    }

    @Override
    public String toString() {
        return "%d floats of %s".formatted(buffer.capacity(), owner.getClass().getSimpleName());
    }

    private static boolean hasStridesOfItsShape(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return true;
    }

    /** A pointer to memory that somebody else owns. */
    private static final class At extends FloatPointer {
        At(long address, long length) {
            super((Pointer) null);
            this.address = address;
            this.limit = length;
            this.capacity = length;
        }
    }
}
