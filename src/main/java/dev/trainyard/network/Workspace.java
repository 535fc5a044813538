package dev.trainyard.network;

import dev.trainyard.compute.Floats;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;

/** Memory of one step, which Deeplearning4j takes once and hands out again in every step. */
final class Workspace {
    private Workspace() {}

    /** That many floats with anything in them, aligned as vector instructions like it. */
    static Floats floats(LayerWorkspaceMgr workspaces, ArrayType type, long length) {
        long[] size = {Floats.lengthToAlign(length)};
        return Floats.of(workspaces.createUninitialized(type, DataType.FLOAT, size, 'c'))
                .aligned();
    }
}
