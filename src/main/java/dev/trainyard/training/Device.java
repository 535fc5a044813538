package dev.trainyard.training;

import dev.trainyard.compute.Processor;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What a run is computed on: the CPU, or one CUDA device.
 *
 * @param id short and unique within the process, such as {@code cpu} or {@code cuda-0}
 * @param index among those of its kind, from 0
 * @param name of the model, such as {@code Tesla T4}
 */
public record Device(String id, int index, String name) {
    private static final ThreadLocal<Device> ATTACHED = ThreadLocal.withInitial(
            () -> of(Nd4j.getBackend()).get(Nd4j.getAffinityManager().getDeviceForCurrentThread()));

    /** That of the calling thread: the one it was attached to, or else the one ND4J chose for it. */
    public static Device current() {
        return ATTACHED.get();
    }

    /** From now on the calling thread computes on this device. */
    public void attach() {
        Nd4j.getAffinityManager().unsafeSetDevice(index);
        Threads.useInThisThread();
        ATTACHED.set(this);
    }

    /** Such as {@code cpu: AMD EPYC}. */
    public String title() {
        return id + ": " + name;
    }

    /**
     * All that a backend computes on. Asks the native library alone, since the rest of ND4J may not survive its start
     * on a device that the library has no code for.
     *
     * @throws EngineUnavailableException if there is such a device among them
     */
    static List<Device> of(Nd4jBackend backend) {
        return backend.getEnvironment().isCPU()
                ? List.of(new Device("cpu", 0, Processor.current().model()))
                : cuda(NativeOpsHolder.getInstance().getDeviceNativeOps());
    }

    static List<Device> cuda(NativeOps devices) {
        return IntStream.range(0, devices.getAvailableDevices())
                .mapToObj(index -> cuda(devices, index))
                .toList();
    }

    private static Device cuda(NativeOps devices, int index) {
        Device device =
                new Device("cuda-" + index, index, devices.getDeviceName(index).strip());
        var capability = new ComputeCapability(devices.getDeviceMajor(index), devices.getDeviceMinor(index));
        if (!capability.isSupported()) {
            throw new EngineUnavailableException(
                    "ND4J's CUDA library has no code for %s, whose compute capability is %s"
                            .formatted(device.title(), capability),
                    "It runs on Maxwell to Ada (5.0 to 8.9), not on Hopper (9.0) or later. Hide the device with "
                            + "CUDA_VISIBLE_DEVICES, or train on the CPU with a jar that was built without -Pcuda.");
        }
        return device;
    }
}
