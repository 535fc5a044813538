package dev.trainyard.prediction;

import dev.trainyard.training.Inference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The networks that were used last, as many as have room. Of one thread alone, so that none is closed while it computes: a
 * cache that threads share would have to count who uses what.
 */
final class Networks implements AutoCloseable {
    private final Map<String, Inference> byCheckpoint = new LinkedHashMap<>(16, 0.75f, true);
    private final long bytes;

    /** @param bytes off the heap, which they may take; one is kept in any case */
    Networks(long bytes) {
        this.bytes = bytes;
    }

    Inference get(String checkpoint, Supplier<Inference> unpacked) {
        Inference network = byCheckpoint.get(checkpoint);
        if (network == null) {
            network = unpacked.get();
            byCheckpoint.put(checkpoint, network);
            makeRoom();
        }
        return network;
    }

    /** The last one in order is the last that was used. */
    private void makeRoom() {
        Iterator<Inference> oldest = byCheckpoint.values().iterator();
        while (byCheckpoint.size() > 1 && taken() > bytes) {
            oldest.next().close();
            oldest.remove();
        }
    }

    private long taken() {
        return byCheckpoint.values().stream().mapToLong(Inference::bytes).sum();
    }

    int size() {
        return byCheckpoint.size();
    }

    @Override
    public void close() {
        byCheckpoint.values().forEach(Inference::close);
        byCheckpoint.clear();
    }
}
