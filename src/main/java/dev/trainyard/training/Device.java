package dev.trainyard.training;

import dev.trainyard.compute.Processor;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
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
    private static final String CPU = "cpu";

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

    /**
     * This device and its neighbours, which compute a run together. A CPU has none: it is all devices of the group
     * itself, which is of no use but to try the arithmetic.
     *
     * @throws EngineUnavailableException if there are fewer
     */
    List<Device> group(int size) {
        return size == 1 ? List.of(this) : group(of(Nd4j.getBackend()), size);
    }

    List<Device> group(List<Device> all, int size) {
        if (isCpu()) {
            return Collections.nCopies(size, this);
        }
        int from = all.indexOf(this);
        if (from + size > all.size()) {
            throw tooFew(all.subList(from, all.size()), size);
        }
        return all.subList(from, from + size);
    }

    /**
     * The first device of each group of neighbours; those that are left over are in none. A CPU is a group by itself.
     *
     * @param size of the groups, at least 1
     * @throws EngineUnavailableException if there is no whole group
     */
    public static List<Device> leaders(List<Device> all, int size) {
        if (all.stream().allMatch(Device::isCpu)) {
            return all;
        }
        if (all.size() < size) {
            throw tooFew(all, size);
        }
        return IntStream.range(0, all.size() / size)
                .mapToObj(group -> all.get(group * size))
                .toList();
    }

    private boolean isCpu() {
        return id.equals(CPU);
    }

    private static EngineUnavailableException tooFew(List<Device> there, int size) {
        return new EngineUnavailableException(
                "A run is to have %d devices, but there are only %d: %s"
                        .formatted(
                                size,
                                there.size(),
                                there.stream().map(Device::title).collect(Collectors.joining(", "))),
                "Set trainyard.worker.devices-per-run to at most the number of GPUs of this machine that "
                        + "CUDA_VISIBLE_DEVICES leaves.");
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
                ? List.of(new Device(CPU, 0, Processor.current().model()))
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
