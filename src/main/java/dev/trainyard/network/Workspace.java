package dev.trainyard.network;

import dev.trainyard.compute.Floats;
import java.util.Arrays;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Memory of one step, which Deeplearning4j takes once and hands out again in every step. */
final class Workspace {
    private Workspace() {}

    /** That many floats with anything in them, aligned as vector instructions like it. */
    static Floats floats(LayerWorkspaceMgr workspaces, ArrayType type, long length) {
        return Floats.of(raw(workspaces, type, length)).aligned();
    }

    /** An array of that shape, NHWC, with anything in it, aligned as vector instructions like it. */
    static INDArray images(LayerWorkspaceMgr workspaces, ArrayType type, long... shape) {
        long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        INDArray raw = raw(workspaces, type, length);
        long begin = Floats.of(raw).toAlignment();
        return raw.get(NDArrayIndex.interval(begin, begin + length)).reshape('c', shape);
    }

    private static INDArray raw(LayerWorkspaceMgr workspaces, ArrayType type, long length) {
        return workspaces.createUninitialized(type, DataType.FLOAT, new long[] {Floats.lengthToAlign(length)}, 'c');
    }
}
