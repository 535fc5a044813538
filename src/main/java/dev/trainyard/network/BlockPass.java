package dev.trainyard.network;

import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Member;
import dev.trainyard.compute.Slice;
import dev.trainyard.compute.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FusedBlock} at work on one batch in training: forward, then backward. */
final class BlockPass {
    private static final int SUMMAND_SLOT = 2;

    private final Block block;
    private final Team team;
    private final INDArray images;
    private final Tiles tiles;
    private final List<UnitPass> units = new ArrayList<>();
    private final @Nullable UnitPass projection;
    private final PaddedImages padded;

    BlockPass(
            Block block,
            List<FusedUnit> fused,
            @Nullable FusedUnit projected,
            Team team,
            INDArray images,
            LayerWorkspaceMgr workspaces) {
        this.block = block;
        this.team = team;
        this.images = images;
        ConvolutionShape first = fused.get(0).unit().shape(images.size(1), images.size(2));
        this.tiles = Tiles.of((int) images.size(0), first.outputLength());
        this.padded = new PaddedImages(first, block.channelsBefore());
        INDArray last = images;
        for (FusedUnit unit : fused) {
            UnitPass pass = new UnitPass(unit, last, tiles, workspaces);
            units.add(pass);
            last = pass.output();
        }
        this.projection = projected == null ? null : new UnitPass(projected, images, tiles, workspaces);
    }

    INDArray forward(LayerWorkspaceMgr workspaces) {
        if (projection != null) {
            projection.packForward(team, workspaces);
            eachTile((member, tile) -> projection.convolve(member, tile));
            projection.finishStatistics();
            eachTile((member, tile) -> projection.activate(member, tile, null));
        }
        units.forEach(unit -> unit.packForward(team, workspaces));
        eachTile((member, tile) -> units.get(0).convolve(member, tile));
        for (int i = 1; i < units.size(); i++) {
            UnitPass before = units.get(i - 1);
            UnitPass unit = units.get(i);
            before.finishStatistics();
            eachTile((member, tile) -> {
                before.activate(member, tile, null);
                unit.convolve(member, tile);
            });
        }
        last().finishStatistics();
        ShortcutSource shortcut = shortcut();
        eachTile((member, tile) -> last().activate(member, tile, shortcut));
        return last().output();
    }

    /** The gradient of the input; null for {@link Link#NONE}, whose input is the image. */
    @Nullable
    INDArray backward(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
        INDArray inputGradient = block.link() == Link.NONE
                ? null
                : Workspace.images(workspaces, ArrayType.ACTIVATION_GRAD, images.shape());
        Floats total = inputGradient == null ? null : Floats.of(inputGradient);
        Floats outer = Floats.of(outputGradient);
        // What goes around the units is a summand of the input's gradient, so it may as well be written there.
        Floats around = total != null && block.link() == Link.IDENTITY
                ? total
                : Workspace.floats(workspaces, ArrayType.BP_WORKING_MEM, outputGradient.length());
        ShortcutSource shortcut = shortcut();
        eachTile((member, tile) -> last().backwardActivation(member, tile, shortcut, outer, around));

        Floats gradient = around;
        for (int i = units.size() - 1; i > 0; i--) {
            gradient = backwardThrough(units.get(i), units.get(i - 1), gradient, workspaces);
        }
        backwardFirst(gradient, around, total, workspaces);
        if (projection != null && total != null) {
            eachTile((member, tile) -> projection.backwardActivation(member, tile, null, around, around));
            backward(projection, workspaces, (member, tile) -> add(projection, member, tile, around, total));
        }
        return inputGradient;
    }

    /** From the gradient of a unit's preactivation to that of the one before. */
    private Floats backwardThrough(UnitPass unit, UnitPass before, Floats gradient, LayerWorkspaceMgr workspaces) {
        Floats below = Workspace.floats(
                workspaces, ArrayType.BP_WORKING_MEM, before.output().length());
        backward(unit, workspaces, (member, tile) -> {
            unit.backwardConvolution(member, tile, gradient, new Slice(below, unit.inputAt(tile)));
            before.backwardActivation(member, tile, null, below, below);
        });
        return below;
    }

    private void backwardFirst(Floats gradient, Floats around, @Nullable Floats total, LayerWorkspaceMgr workspaces) {
        UnitPass first = units.get(0);
        backward(first, workspaces, (member, tile) -> {
            if (total == null) {
                first.backwardConvolution(member, tile, gradient, null);
            } else if (block.link() == Link.IDENTITY) {
                add(first, member, tile, gradient, total);
            } else {
                first.backwardConvolution(member, tile, gradient, new Slice(total, first.inputAt(tile)));
            }
            if (total != null && block.link() == Link.PADDED) {
                padded.addGradient(around, total, tiles.first(tile), tiles.size(tile));
            }
        });
    }

    private void backward(UnitPass unit, LayerWorkspaceMgr workspaces, Team.Work work) {
        unit.finishSums();
        unit.packBackward(team, workspaces);
        eachTile(work);
        unit.finishWeights(team);
    }

    /** Adds the gradient of a unit's input to what is there. */
    private static void add(UnitPass unit, Member member, int tile, Floats gradient, Floats total) {
        Floats summand = member.scratch(SUMMAND_SLOT, unit.inputLength(tile));
        unit.backwardConvolution(member, tile, gradient, new Slice(summand, 0));
        long begin = unit.inputAt(tile);
        float[] chunk = new float[Chunks.length(1)];
        float[] sum = new float[chunk.length];
        for (long at = 0, end = unit.inputLength(tile); at < end; at += chunk.length) {
            int n = (int) Math.min(chunk.length, end - at);
            summand.read(at, chunk, n);
            total.read(begin + at, sum, n);
            Chunks.add(chunk, sum, n);
            total.write(begin + at, sum, n);
        }
    }

    private @Nullable ShortcutSource shortcut() {
        return switch (block.link()) {
            case NONE -> null;
            case IDENTITY -> Floats.of(images)::read;
            case PADDED -> padded.of(Floats.of(images));
            case PROJECTED -> Floats.of(Objects.requireNonNull(projection).output())::read;
        };
    }

    private UnitPass last() {
        return units.get(units.size() - 1);
    }

    private void eachTile(Team.Work work) {
        team.run(tiles.count(), work);
    }
}
