package dev.trainyard.network;

import dev.trainyard.compute.Team;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Chooses a {@link BlockKernel}. */
final class Kernels {
    /** Set to {@code nd4j}, nothing is fused; for tests of what a GPU computes with, and to compare. */
    static final String PROPERTY = "trainyard.kernels";

    private Kernels() {}

    static BlockKernel of(Block block, DataType type, BlockParameters parameters) {
        return isFused(type) ? new FusedBlock(block, parameters, Team.shared()) : new Nd4jBlock(block, parameters);
    }

    private static boolean isFused(DataType type) {
        return type == DataType.FLOAT
                && Nd4j.getBackend().getClass().getSimpleName().equals("CpuBackend")
                && !"nd4j".equals(System.getProperty(PROPERTY));
    }
}
