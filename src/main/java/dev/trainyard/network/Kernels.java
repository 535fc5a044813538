package dev.trainyard.network;

import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.Processor;
import dev.trainyard.compute.Processor.InstructionSet;
import dev.trainyard.compute.Team;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Chooses the {@link BlockKernel} of a network when it is made. */
public final class Kernels {
    /** Set to {@code nd4j}, nothing is fused: to test what a GPU computes with, and to compare. */
    static final String PROPERTY = "trainyard.kernels";

    /** Without fused multiply-add in the processor, {@link Math#fma} computes with big decimals. */
    private static final boolean HAS_FMA = Processor.current().instructionSet() != InstructionSet.PLAIN;

    private Kernels() {}

    /** What networks of floats are computed with in this process, such as {@code fused, oneDNN 2.5.2 (AVX-512)}. */
    public static String description() {
        return isFused(DataType.FLOAT) ? "fused, " + Convolution2d.library() : "nd4j";
    }

    static BlockKernel of(Block block, DataType type, BlockParameters parameters) {
        return isFused(type) ? new FusedBlock(block, parameters, Team.shared()) : new Nd4jBlock(block, parameters);
    }

    /** Whether networks of that type are computed by our own loops. */
    static boolean isFused(DataType type) {
        return type == DataType.FLOAT
                && Nd4j.getEnvironment().isCPU()
                && HAS_FMA
                && !"nd4j".equals(System.getProperty(PROPERTY));
    }
}
