package dev.trainyard.network;

import static dev.trainyard.network.Images.rows;
import static org.nd4j.linalg.ops.transforms.Transforms.pow;

import dev.trainyard.activation.Activation;
import dev.trainyard.compute.ConvolutionShape;
import java.util.Objects;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link Unit} by ND4J's own operations: y = f(weight (x - mean) / sqrt(variance + epsilon) + bias + shortcut) with x
 * the convolution's output; in training with the batch's own statistics (the biased variance), otherwise with the
 * running ones (which follow the unbiased variance, as in PyTorch).
 */
final class Nd4jUnit {
    private static final int EXPLICIT_PADDING = 0;
    private static final int NHWC = 1;
    private static final int WEIGHTS_KERNEL_FIRST = 0;
    private static final int NO_DILATION = 1;

    private final Unit unit;
    private final BlockParameters parameters;
    private @Nullable Pass pass;

    /** What the backward half of a pass needs of the forward half; the statistics are of shape [channels]. */
    private record Pass(
            INDArray input,
            INDArray x,
            INDArray mean,
            INDArray variance,
            @Nullable INDArray shortcut) {}

    Nd4jUnit(Unit unit, BlockParameters parameters) {
        this.unit = unit;
        this.parameters = parameters;
    }

    INDArray forward(INDArray input, @Nullable INDArray shortcut, boolean training, LayerWorkspaceMgr workspaces) {
        ConvolutionShape shape = unit.shape(input.size(1), input.size(2));
        INDArray x = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS,
                input.dataType(),
                new long[] {input.size(0), shape.outputHeight(), shape.outputWidth(), shape.outputChannels()},
                'c');
        Nd4j.exec(operation("conv2d", shape)
                .addInputs(input, parameters.value(unit.weight()))
                .addOutputs(x)
                .build());
        INDArray mean = training ? rows(x).mean(0) : parameters.value(unit.mean());
        INDArray variance = training ? variance(rows(x), mean) : parameters.value(unit.variance());
        // Detached: the backward half needs them after this layer's working memory is gone.
        Pass current = new Pass(input, x, mean.detach(), variance.detach(), shortcut);
        pass = training ? current : null;
        if (training) {
            moveRunningStatistics(mean, variance, rows(x).size(0));
        }
        INDArray u = preactivation(current);
        Activation activation = unit.activation();
        INDArray y = activation == null ? u : activation.value(u, this::ofActivation);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, y.reshape('c', x.shape()));
    }

    /**
     * The gradient of the preactivation, which is the shortcut's too, as rows; sets those of the activation's
     * parameters.
     */
    INDArray backwardActivation(INDArray outputGradient) {
        Activation activation = unit.activation();
        return activation == null
                ? rows(outputGradient)
                : activation.backward(
                        preactivation(pass()),
                        rows(outputGradient),
                        this::ofActivation,
                        name -> parameters.gradient(unit.ofActivation(name)));
    }

    /** The gradient of the input, from that of the preactivation; sets those of the norm and the convolution. */
    INDArray backwardInput(INDArray du) {
        Pass forward = pass();
        INDArray dx = backwardNorm(forward, du).reshape('c', forward.x().shape());
        INDArray inputGradient = forward.input().ulike();
        ConvolutionShape shape =
                unit.shape(forward.input().size(1), forward.input().size(2));
        Nd4j.exec(operation("conv2d_bp", shape)
                .addInputs(forward.input(), parameters.value(unit.weight()), dx)
                .addOutputs(inputGradient, parameters.gradient(unit.weight()))
                .build());
        return inputGradient;
    }

    private INDArray backwardNorm(Pass forward, INDArray du) {
        INDArray inverseDeviation = inverseDeviation(forward.variance());
        INDArray normalized = rows(forward.x()).subRowVector(forward.mean()).muliRowVector(inverseDeviation);
        INDArray biasGradient = du.sum(0);
        INDArray weightGradient = normalized.mul(du).sum(0);
        long count = du.size(0);
        parameters.setGradient(unit.scale(), weightGradient);
        parameters.setGradient(unit.bias(), biasGradient);

        // dx = scale (du - mean(du) - normalized mean(du normalized)), the means over the batch
        INDArray dx = normalized.muliRowVector(weightGradient.div(-count)).addi(du);
        dx.addiRowVector(biasGradient.div(-count));
        return dx.muliRowVector(inverseDeviation.mul(parameters.value(unit.scale())));
    }

    private INDArray preactivation(Pass forward) {
        INDArray centred = rows(forward.x()).subRowVector(forward.mean());
        INDArray scale = inverseDeviation(forward.variance()).muli(parameters.value(unit.scale()));
        Nd4j.getExecutioner().exec(new BroadcastMulOp(centred, scale, centred, 1));
        centred.addiRowVector(parameters.value(unit.bias()));
        INDArray shortcut = forward.shortcut();
        return shortcut == null ? centred : centred.addi(rows(shortcut));
    }

    private void moveRunningStatistics(INDArray mean, INDArray variance, double count) {
        moveTowards(parameters.value(unit.mean()), mean);
        moveTowards(parameters.value(unit.variance()), variance.mul(count / Math.max(1.0, count - 1.0)));
    }

    private static void moveTowards(INDArray running, INDArray batch) {
        running.addi(batch.sub(running).muli(Unit.MOMENTUM));
    }

    private INDArray ofActivation(String parameter) {
        return parameters.value(unit.ofActivation(parameter));
    }

    private Pass pass() {
        return Objects.requireNonNull(pass, "backward without a forward pass in training");
    }

    /** The mean square of centred values is as exact as ND4J's own variance and takes half its time. */
    private static INDArray variance(INDArray x, INDArray mean) {
        INDArray centred = x.subRowVector(mean);
        return centred.muli(centred).mean(0);
    }

    private static INDArray inverseDeviation(INDArray variance) {
        return pow(variance.add(Unit.EPSILON), -0.5, false);
    }

    private static DynamicCustomOp.DynamicCustomOpsBuilder operation(String name, ConvolutionShape shape) {
        return DynamicCustomOp.builder(name)
                .addIntegerArguments(
                        shape.kernel(),
                        shape.kernel(),
                        shape.stride(),
                        shape.stride(),
                        shape.padding(),
                        shape.padding(),
                        NO_DILATION,
                        NO_DILATION,
                        EXPLICIT_PADDING,
                        NHWC,
                        WEIGHTS_KERNEL_FIRST);
    }
}
