package dev.trainyard.network;

import dev.trainyard.activation.ActivationKernel;
import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Member;
import dev.trainyard.compute.Slice;
import dev.trainyard.compute.Team;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FusedUnit} for inference, its batch norm folded into the convolution: weights times weight / sqrt(variance +
 * epsilon), and a bias of what is left.
 */
final class FoldedUnit {
    private final FusedUnit fused;
    private final Convolution2d convolution;
    private final Floats packedWeights;
    private final Floats bias;

    FoldedUnit(FusedUnit fused, Convolution2d convolution, Team team, LayerWorkspaceMgr workspaces) {
        this.fused = fused;
        this.convolution = convolution;
        Unit unit = fused.unit();
        int channels = unit.outputChannels();
        float[] weights = fused.value(unit.weight()).toArray();
        float[] scale = fused.value(unit.scale()).toArray();
        float[] shift = fused.value(unit.bias()).toArray();
        float[] mean = fused.value(unit.mean()).toArray();
        float[] variance = fused.value(unit.variance()).toArray();
        for (int c = 0; c < channels; c++) {
            scale[c] = (float) (scale[c] / Math.sqrt(variance[c] + Unit.EPSILON));
            shift[c] -= mean[c] * scale[c];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= scale[i % channels];
        }
        Floats folded = Workspace.floats(workspaces, ArrayType.FF_WORKING_MEM, weights.length);
        folded.write(0, weights, weights.length);
        this.bias = Workspace.floats(workspaces, ArrayType.FF_WORKING_MEM, channels);
        bias.write(0, shift, channels);
        this.packedWeights = Workspace.floats(workspaces, ArrayType.FF_WORKING_MEM, convolution.packedLength());
        team.run(1, (member, tile) -> convolution.packInference(member, folded, packedWeights));
        fused.refreshActivations();
    }

    /** Floats of one image at the output. */
    int outputLength() {
        return convolution.shape().outputLength();
    }

    /** output = norm(convolution of input). */
    void convolve(Member member, int images, Slice input, Slice output) {
        convolution.infer(member, images, input, packedWeights, bias, output);
    }

    /**
     * to = f(x + shortcut), both being the same images.
     *
     * @param at where they are in the batch's output, for the shortcut
     */
    void activate(Member member, int images, Slice x, @Nullable ShortcutSource shortcut, long at, Slice to) {
        ActivationKernel activation = fused.activation(member.index());
        float[] chunk = new float[Chunks.length(convolution.shape().outputChannels())];
        float[] addend = new float[chunk.length];
        for (long done = 0, end = (long) images * outputLength(); done < end; done += chunk.length) {
            int n = (int) Math.min(chunk.length, end - done);
            x.floats().read(x.from() + done, chunk, n);
            if (shortcut != null) {
                shortcut.read(at + done, addend, n);
                Chunks.add(addend, chunk, n);
            }
            if (activation != null) {
                activation.value(chunk, chunk, n);
            }
            to.floats().write(to.from() + done, chunk, n);
        }
    }
}
