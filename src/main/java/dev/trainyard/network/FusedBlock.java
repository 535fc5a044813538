package dev.trainyard.network;

import dev.trainyard.compute.Team;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Block} for a CPU, in floats: oneDNN's convolutions and fused loops over tiles that stay in the cache. */
final class FusedBlock implements BlockKernel {
    private final Block block;
    private final Team team;
    private final List<FusedUnit> units;
    private final @Nullable FusedUnit projection;
    private @Nullable BlockPass pass;

    FusedBlock(Block block, BlockParameters parameters, Team team) {
        this.block = block;
        this.team = team;
        this.units = block.units().stream()
                .map(unit -> new FusedUnit(unit, parameters, team))
                .toList();
        Unit projected = block.projection();
        this.projection = projected == null ? null : new FusedUnit(projected, parameters, team);
    }

    @Override
    public INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        if (!training) {
            return new BlockInference(block, units, projection, input, team, workspaces).run(team);
        }
        BlockPass current = new BlockPass(block, units, projection, team, input, workspaces);
        pass = current;
        return current.forward(workspaces);
    }

    @Override
    public @Nullable INDArray backward(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
        BlockPass current = Objects.requireNonNull(pass, "backward without a forward pass in training");
        pass = null;
        return current.backward(outputGradient, workspaces);
    }
}
