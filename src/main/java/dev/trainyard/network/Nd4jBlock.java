package dev.trainyard.network;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Block} by ND4J's operations: any precision, on a GPU too (cuDNN computes the convolutions there). */
final class Nd4jBlock implements BlockKernel {
    private final Block block;
    private final List<Nd4jUnit> units;
    private final @Nullable Nd4jUnit projection;

    Nd4jBlock(Block block, BlockParameters parameters) {
        this.block = block;
        this.units = block.units().stream()
                .map(unit -> new Nd4jUnit(unit, parameters))
                .toList();
        Unit projected = block.projection();
        this.projection = projected == null ? null : new Nd4jUnit(projected, parameters);
    }

    @Override
    public INDArray forward(INDArray images, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray last = images;
        for (int i = 0; i < units.size(); i++) {
            INDArray shortcut = i == units.size() - 1 ? shortcut(images, training, workspaces) : null;
            last = units.get(i).forward(last, shortcut, training, workspaces);
        }
        return last;
    }

    @Override
    public INDArray backward(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
        INDArray shortcutGradient = last().backwardActivation(outputGradient);
        INDArray gradient = last().backwardInput(shortcutGradient);
        for (int i = units.size() - 2; i >= 0; i--) {
            gradient = units.get(i).backwardInput(units.get(i).backwardActivation(gradient));
        }
        addShortcut(shortcutGradient.reshape('c', outputGradient.shape()), gradient);
        return workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, gradient);
    }

    private @Nullable INDArray shortcut(INDArray images, boolean training, LayerWorkspaceMgr workspaces) {
        return switch (block.link()) {
            case NONE -> null;
            case IDENTITY -> images;
            case PADDED -> {
                long[] shape = {images.size(0), half(images.size(1)), half(images.size(2)), block.outputChannels()};
                INDArray padded = workspaces.create(ArrayType.ACTIVATIONS, images.dataType(), shape, 'c');
                middleChannels(padded).assign(everySecondPixel(images));
                yield padded;
            }
            case PROJECTED -> projection().forward(images, null, training, workspaces);
        };
    }

    private void addShortcut(INDArray shortcutGradient, INDArray inputGradient) {
        switch (block.link()) {
            case NONE -> {}
            case IDENTITY -> inputGradient.addi(shortcutGradient);
            case PADDED -> everySecondPixel(inputGradient).addi(middleChannels(shortcutGradient));
            case PROJECTED ->
                inputGradient.addi(projection().backwardInput(projection().backwardActivation(shortcutGradient)));
        }
    }

    private Nd4jUnit last() {
        return units.get(units.size() - 1);
    }

    private Nd4jUnit projection() {
        return Objects.requireNonNull(projection);
    }

    private static INDArray everySecondPixel(INDArray images) {
        return images.get(all(), interval(0, 2, images.size(1)), interval(0, 2, images.size(2)), all());
    }

    private INDArray middleChannels(INDArray images) {
        int before = block.channelsBefore();
        return images.get(all(), all(), all(), interval(before, before + block.inputChannels()));
    }

    private static long half(long size) {
        return (size + 1) / 2;
    }
}
