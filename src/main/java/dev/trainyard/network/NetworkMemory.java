package dev.trainyard.network;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory of networks outside of the heap. */
public final class NetworkMemory {
    private NetworkMemory() {}

    /**
     * Gives back at once what a network has: parameters, gradients, the optimizer's state, and the workspaces of this
     * thread. {@link ComputationGraph#close} does the same, and collects the garbage of the whole process twice, which
     * stops everything else in it: the answers of a service, say. The network cannot be used after that.
     */
    public static void release(ComputationGraph network) {
        release(network.params());
        release(network.getFlattenedGradients());
        Updater updater = network.getUpdater(false);
        release(updater == null ? null : updater.getStateViewArray());
        MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
        for (MemoryWorkspace workspace : workspaces.getAllWorkspacesForCurrentThread()) {
            workspaces.destroyWorkspace(workspace);
        }
    }

    private static void release(@Nullable INDArray array) {
        if (array != null && array.closeable()) {
            array.close();
        }
    }
}
