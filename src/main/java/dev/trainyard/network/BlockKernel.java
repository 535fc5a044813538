package dev.trainyard.network;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arithmetic of a {@link Block}, one way or another: by ND4J's operations, or fused for a CPU. */
interface BlockKernel {
    /**
     * The output, in the workspace of activations.
     *
     * @param input [batch, height, width, channels] in C order; to be kept until {@link #backward}
     * @param training normalise with the batch's own statistics, move the running ones towards them, and be ready for
     *     {@link #backward}
     */
    INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces);

    /**
     * Sets the gradients of all parameters but the running statistics, and returns that of the input in the workspace of activation gradients; null
     * where nobody needs it, the input being the image.
     *
     * @param outputGradient shaped like the output, in C order
     */
    @Nullable
    INDArray backward(INDArray outputGradient, LayerWorkspaceMgr workspaces);
}
