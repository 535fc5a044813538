package dev.trainyard.network;

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

/** A {@link FusedBlock} at work on one batch in inference: each tile goes through the whole block by itself. */
final class BlockInference {
    private static final int SHORTCUT_SLOT = 1;
    /** From here on, one slot for each unit's output. */
    private static final int UNIT_SLOT = 2;

    private final Block block;
    private final Floats input;
    private final ConvolutionShape shape;
    private final Tiles tiles;
    private final List<FoldedUnit> units = new ArrayList<>();
    private final @Nullable FoldedUnit projection;
    private final INDArray output;
    private final Floats result;

    BlockInference(
            Block block,
            List<FusedUnit> fused,
            @Nullable FusedUnit projected,
            INDArray images,
            Team team,
            LayerWorkspaceMgr workspaces) {
        this.block = block;
        this.input = Floats.of(images);
        this.shape = fused.get(0).unit().shape(images.size(1), images.size(2));
        this.tiles = Tiles.of((int) images.size(0), shape.outputLength());
        for (FusedUnit unit : fused) {
            boolean first = units.isEmpty();
            units.add(new FoldedUnit(
                    unit,
                    first
                            ? unit.convolution(shape.height(), shape.width(), tiles.perTile())
                            : unit.convolution(shape.outputHeight(), shape.outputWidth(), tiles.perTile()),
                    team,
                    workspaces));
        }
        this.projection = projected == null
                ? null
                : new FoldedUnit(
                        projected,
                        projected.convolution(shape.height(), shape.width(), tiles.perTile()),
                        team,
                        workspaces);
        this.output = Workspace.images(
                workspaces,
                ArrayType.ACTIVATIONS,
                images.size(0),
                shape.outputHeight(),
                shape.outputWidth(),
                shape.outputChannels());
        this.result = Floats.of(output);
    }

    INDArray run(Team team) {
        team.run(tiles.count(), this::compute);
        return output;
    }

    private void compute(Member member, int tile) {
        int images = tiles.size(tile);
        Slice last = new Slice(input, (long) tiles.first(tile) * shape.inputLength());
        for (int i = 0; i < units.size(); i++) {
            FoldedUnit unit = units.get(i);
            long length = (long) images * unit.outputLength();
            Slice x = new Slice(member.scratch(UNIT_SLOT + i, length), 0);
            unit.convolve(member, images, last, x);
            boolean isLast = i == units.size() - 1;
            long at = (long) tiles.first(tile) * unit.outputLength();
            ShortcutSource shortcut = isLast ? shortcut(member, tile) : null;
            last = isLast ? new Slice(result, at) : x;
            unit.activate(member, images, x, shortcut, at, last);
        }
    }

    private @Nullable ShortcutSource shortcut(Member member, int tile) {
        return switch (block.link()) {
            case NONE -> null;
            case IDENTITY -> input::read;
            case PADDED -> new PaddedImages(shape, block.channelsBefore()).of(input);
            case PROJECTED -> projected(member, tile);
        };
    }

    private ShortcutSource projected(Member member, int tile) {
        FoldedUnit unit = Objects.requireNonNull(projection);
        int images = tiles.size(tile);
        Floats x = member.scratch(SHORTCUT_SLOT, (long) images * unit.outputLength());
        Slice from = new Slice(input, (long) tiles.first(tile) * shape.inputLength());
        unit.convolve(member, images, from, new Slice(x, 0));
        long begin = (long) tiles.first(tile) * unit.outputLength();
        return (at, into, n) -> x.read(at - begin, into, n);
    }
}
