package dev.trainyard.compute;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** One thread of a {@link Team}, with the memory and the native objects that are its alone while it computes. */
public final class Member {
    private static final NativeOps NATIVE = nativeOps();

    private final int index;
    private final Map<Object, Floats> scratch = new HashMap<>();
    private final Map<Object, Primitive> primitives = new HashMap<>();

    Member(int index) {
        this.index = index;
    }

    /** From 0 for the caller to the team's size - 1. */
    public int index() {
        return index;
    }

    /**
     * Memory of at least that length, whose content lasts until the next call with the same slot.
     *
     * @param slot from 0; another slot is other memory
     */
    public Floats scratch(int slot, long length) {
        return room(slot, length);
    }

    /** As {@link #scratch}, for this package. */
    Floats ownScratch(Slot slot, long length) {
        return room(slot, length);
    }

    private Floats room(Object slot, long length) {
        Floats present = scratch.get(slot);
        if (present == null || present.length() < length) {
            present = Floats.allocate(length);
            scratch.put(slot, present);
        }
        return present;
    }

    /** This thread's own compiled code of that key. */
    Primitive primitive(Object key, Supplier<Primitive> compile) {
        return primitives.computeIfAbsent(key, unused -> compile.get());
    }

    private static NativeOps nativeOps() {
        // Nd4j finds the library that the holder then loads.
        Nd4j.getBackend();
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    /** Keeps native libraries, which the team's threads call side by side, from starting threads of their own. */
    void computeAlone() {
        NATIVE.setOmpNumThreads(1);
    }
}
