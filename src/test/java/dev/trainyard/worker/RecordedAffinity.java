package dev.trainyard.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.concurrency.BasicAffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.springframework.test.util.ReflectionTestUtils;

/** In place of ND4J's own for as long as it is open: remembers, as CUDA does, which device a thread was set to. */
final class RecordedAffinity extends BasicAffinityManager implements AutoCloseable {
    private static final String FIELD = "affinityManager";

    private final AffinityManager own = Nd4j.getAffinityManager();
    private final Map<Thread, Integer> devices = new ConcurrentHashMap<>();

    RecordedAffinity() {
        ReflectionTestUtils.setField(Nd4j.class, FIELD, this);
    }

    @Override
    public void unsafeSetDevice(Integer device) {
        devices.put(Thread.currentThread(), device);
    }

    @Override
    public Integer getDeviceForCurrentThread() {
        return devices.getOrDefault(Thread.currentThread(), 0);
    }

    @Override
    public void touch(INDArray array) {
        // Everything is in the memory of the CPU.
    }

    @Override
    public void touch(DataBuffer buffer) {
        // Everything is in the memory of the CPU.
    }

    @Override
    public void close() {
        ReflectionTestUtils.setField(Nd4j.class, FIELD, own);
    }
}
