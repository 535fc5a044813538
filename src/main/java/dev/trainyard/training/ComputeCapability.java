package dev.trainyard.training;

import java.util.List;

/**
 * Generation of a CUDA device. Machine code runs on devices of its own major version and of the same or a later minor
 * one; later generations would need PTX, of which ND4J's library has none (CUDA C++ Programming Guide, "Binary
 * Compatibility").
 */
record ComputeCapability(int major, int minor) {
    /** Those that {@code libnd4jcuda.so} of nd4j-cuda-11.6 1.0.0-M2.1 has code for, read from its fat binaries. */
    private static final List<ComputeCapability> BUILT = List.of(
            new ComputeCapability(3, 7),
            new ComputeCapability(5, 0),
            new ComputeCapability(5, 2),
            new ComputeCapability(6, 0),
            new ComputeCapability(6, 1),
            new ComputeCapability(7, 0),
            new ComputeCapability(7, 5),
            new ComputeCapability(8, 0),
            new ComputeCapability(8, 6));

    /** Whether ND4J's library has code that runs on such a device. */
    boolean isSupported() {
        return BUILT.stream().anyMatch(built -> built.major == major && built.minor <= minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
