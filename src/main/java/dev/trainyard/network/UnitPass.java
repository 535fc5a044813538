package dev.trainyard.network;

import dev.trainyard.activation.ActivationKernel;
import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Member;
import dev.trainyard.compute.Moments;
import dev.trainyard.compute.Slice;
import dev.trainyard.compute.Team;
import java.util.Objects;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link FusedUnit} at work on one batch in training, tile by tile. All tiles must be through the convolution before
 * any can be normalised, for the batch's statistics; and on the way back all must be through the activation before any
 * can go on, for the gradients' sums. Within these bounds {@link FusedBlock} does as much as it can while a tile is in
 * the cache.
 *
 * <p>Kept for the way back are the input and the convolution's output x. The norm and the activation are computed again,
 * which is cheaper than writing and reading them.
 */
final class UnitPass {
    private static final int GRADIENT_SLOT = 1;

    private final FusedUnit fused;
    private final Convolution2d convolution;
    private final Tiles tiles;
    private final Floats input;
    private final Floats x;
    private final INDArray output;
    private final Floats y;
    private final Moments moments;
    private final TileSums sums;
    private final TileSums parameterSums;
    private @Nullable FusedNorm norm;
    private FusedNorm.@Nullable InputGradient slope;
    private @Nullable Floats packedWeights;
    private @Nullable WeightGradients weightGradients;

    /** Takes memory for x and the output among the activations. */
    UnitPass(FusedUnit fused, INDArray input, Tiles tiles, LayerWorkspaceMgr workspaces) {
        this.fused = fused;
        this.convolution = fused.convolution(input.size(1), input.size(2), tiles.perTile());
        this.tiles = tiles;
        this.input = Floats.of(input);
        ConvolutionShape shape = convolution.shape();
        long[] size = {input.size(0), shape.outputHeight(), shape.outputWidth(), shape.outputChannels()};
        this.x = Workspace.floats(workspaces, ArrayType.ACTIVATIONS, input.size(0) * shape.outputLength());
        this.output = Workspace.images(workspaces, ArrayType.ACTIVATIONS, size);
        this.y = Floats.of(output);
        int channels = convolution.shape().outputChannels();
        this.moments = new Moments(channels, tiles.count());
        this.sums = new TileSums(tiles.count(), 2, channels);
        this.parameterSums = new TileSums(tiles.count(), fused.activationParameters(), channels);
    }

    INDArray output() {
        return output;
    }

    /** To be called before the first {@link #convolve}. */
    void packForward(Team team, LayerWorkspaceMgr workspaces) {
        Floats packed = Workspace.floats(workspaces, ArrayType.FF_WORKING_MEM, convolution.packedLength());
        team.run(1, (member, tile) -> convolution.packForward(member, weights(), packed));
        packedWeights = packed;
    }

    /** x = convolution of the input, and its statistics. */
    void convolve(Member member, int tile) {
        Slice to = new Slice(x, outputAt(tile));
        convolution.forward(member, tiles.size(tile), new Slice(input, inputAt(tile)), packedWeights(), to);
        moments.take(tile, to, outputLength(tile));
    }

    /** To be called between the last {@link #convolve} and the first {@link #activate}. */
    void finishStatistics() {
        norm = new FusedNorm(fused, moments);
        fused.refreshActivations();
    }

    /** output = f(norm(x) + shortcut). */
    void activate(Member member, int tile, @Nullable ShortcutSource shortcut) {
        ActivationKernel activation = fused.activation(member.index());
        float[] chunk = newChunk();
        float[] addend = newChunk();
        for (long at = outputAt(tile), end = at + outputLength(tile); at < end; at += chunk.length) {
            int n = (int) Math.min(chunk.length, end - at);
            x.read(at, chunk, n);
            preactivate(chunk, at, n, shortcut, addend, chunk);
            if (activation != null) {
                activation.value(chunk, chunk, n);
            }
            y.write(at, chunk, n);
        }
    }

    /**
     * The gradient of norm(x) + shortcut, and its sums over the tile.
     *
     * @param outer the gradient of the output
     * @param inner where to write; may be {@code outer}
     */
    void backwardActivation(Member member, int tile, @Nullable ShortcutSource shortcut, Floats outer, Floats inner) {
        ActivationKernel activation = fused.activation(member.index());
        FusedNorm current = norm();
        float[] chunk = newChunk();
        float[] addend = newChunk();
        float[] u = newChunk();
        float[] g = newChunk();
        float[] sum = newChunk();
        float[] products = newChunk();
        for (long at = outputAt(tile), end = at + outputLength(tile); at < end; at += chunk.length) {
            int n = (int) Math.min(chunk.length, end - at);
            x.read(at, chunk, n);
            outer.read(at, g, n);
            if (activation != null) {
                preactivate(chunk, at, n, shortcut, addend, u);
                activation.backward(u, g, n);
            }
            Chunks.covariances(g, chunk, current.mean, sum, products, n);
            inner.write(at, g, n);
        }
        Chunks.drain(sum, sum.length, sums.of(tile)[0]);
        Chunks.drain(products, products.length, sums.of(tile)[1]);
        if (activation != null) {
            activation.drain(parameterSums.of(tile));
        }
    }

    /** To be called between the last {@link #backwardActivation} and the first {@link #backwardConvolution}. */
    void finishSums() {
        slope = norm().backward(sums.total(0), sums.total(1));
        for (int k = 0; k < fused.activationParameters(); k++) {
            fused.setActivationGradient(k, parameterSums.total(k));
        }
    }

    /** To be called before the first {@link #backwardConvolution}. */
    void packBackward(Team team, LayerWorkspaceMgr workspaces) {
        Floats packed = Workspace.floats(workspaces, ArrayType.BP_WORKING_MEM, convolution.packedLength());
        team.run(1, (member, tile) -> convolution.packBackward(member, weights(), packed));
        packedWeights = packed;
        weightGradients = new WeightGradients(
                convolution,
                tiles.count(),
                Workspace.floats(
                        workspaces, ArrayType.BP_WORKING_MEM, WeightGradients.length(convolution, tiles.count())));
    }

    /**
     * The gradient of the weights, of this tile alone, and of the input.
     *
     * @param g the gradient of norm(x) + shortcut
     * @param inputGradient where to write the input's; null to do without
     */
    void backwardConvolution(Member member, int tile, Floats g, @Nullable Slice inputGradient) {
        Slice gradient = new Slice(member.scratch(GRADIENT_SLOT, outputLength(tile)), 0);
        backwardNorm(tile, g, gradient.floats());
        convolution.backward(
                member,
                tiles.size(tile),
                new Slice(input, inputAt(tile)),
                gradient,
                weightGradients().of(tile),
                packedWeights(),
                inputGradient);
    }

    /** To be called after the last {@link #backwardConvolution}: sets the gradient of the weights. */
    void finishWeights(Team team) {
        weightGradients().sumInto(fused.gradient(fused.unit().weight()), team);
    }

    /** Where a tile's input begins. */
    long inputAt(int tile) {
        return (long) tiles.first(tile) * convolution.shape().inputLength();
    }

    /** Floats of a tile's input. */
    long inputLength(int tile) {
        return (long) tiles.size(tile) * convolution.shape().inputLength();
    }

    private void backwardNorm(int tile, Floats g, Floats to) {
        FusedNorm.InputGradient current = Objects.requireNonNull(slope, "finishSums comes first");
        float[] chunk = newChunk();
        float[] outer = newChunk();
        long begin = outputAt(tile);
        for (long at = 0, end = outputLength(tile); at < end; at += chunk.length) {
            int n = (int) Math.min(chunk.length, end - at);
            x.read(begin + at, chunk, n);
            g.read(begin + at, outer, n);
            Chunks.combine(outer, current.a(), chunk, current.b(), current.c(), outer, n);
            to.write(at, outer, n);
        }
    }

    private void preactivate(
            float[] chunk, long at, int n, @Nullable ShortcutSource shortcut, float[] addend, float[] u) {
        FusedNorm current = norm();
        Chunks.normalize(chunk, current.mean, current.scale, current.bias, u, n);
        if (shortcut != null) {
            shortcut.read(at, addend, n);
            Chunks.add(addend, u, n);
        }
    }

    private Floats packedWeights() {
        return Objects.requireNonNull(packedWeights, "packing comes first");
    }

    private Floats weights() {
        return fused.value(fused.unit().weight());
    }

    private WeightGradients weightGradients() {
        return Objects.requireNonNull(weightGradients, "packBackward comes first");
    }

    private FusedNorm norm() {
        return Objects.requireNonNull(norm, "finishStatistics comes first");
    }

    private float[] newChunk() {
        return new float[Chunks.length(convolution.shape().outputChannels())];
    }

    private long outputAt(int tile) {
        return (long) tiles.first(tile) * convolution.shape().outputLength();
    }

    private long outputLength(int tile) {
        return (long) tiles.size(tile) * convolution.shape().outputLength();
    }
}
