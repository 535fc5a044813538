package dev.trainyard.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import dev.trainyard.network.ResNet;
import java.util.ArrayList;
import java.util.List;

/** The same ResNet in NDArray operations of DJL, in NCHW: its weights, and its forward pass. */
final class DjlNetwork {
    private static final int[] STAGE_CHANNELS = {16, 32, 64};
    private static final float EPSILON = 1e-5f;
    private static final float DECAY = 0.9f;

    private final NDManager memory;
    private final List<NDArray> weights = new ArrayList<>();
    private final DjlActivation activation;
    private final ConvolutionAndNorm stem;
    private final List<Block> blocks = new ArrayList<>();
    private final NDArray linear;
    private final NDArray bias;

    DjlNetwork(NDManager memory, Workload workload, int classes) {
        this.memory = memory;
        activation = DjlActivation.named(workload.activation(), memory, this::learnt);
        stem = new ConvolutionAndNorm(3, STAGE_CHANNELS[0], 1);
        int inputs = STAGE_CHANNELS[0];
        for (int outputs : STAGE_CHANNELS) {
            for (int block = 0; block < new ResNet(workload.depth()).blocksPerStage(); block++) {
                blocks.add(new Block(inputs, outputs));
                inputs = outputs;
            }
        }
        linear = learnt(memory.randomNormal(0, 0.1f, new Shape(classes, inputs), DataType.FLOAT32));
        bias = learnt(memory.zeros(new Shape(classes)));
    }

    /** All that is trained. */
    List<NDArray> weights() {
        return weights;
    }

    NDArray logits(NDArray images, boolean training) {
        NDArray x = activation.of(stem.forward(images, training));
        for (Block block : blocks) {
            x = block.forward(x, training);
        }
        return Linear.linear(Pool.globalAvgPool2d(x), linear, bias).singletonOrThrow();
    }

    private NDArray learnt(NDArray weight) {
        weight.setRequiresGradient(true);
        weights.add(weight);
        return weight;
    }

    private final class Block {
        private final ConvolutionAndNorm first;
        private final ConvolutionAndNorm second;
        private final int padding;

        Block(int inputs, int outputs) {
            first = new ConvolutionAndNorm(inputs, outputs, outputs / inputs);
            second = new ConvolutionAndNorm(outputs, outputs, 1);
            padding = (outputs - inputs) / 2;
        }

        NDArray forward(NDArray x, boolean training) {
            NDArray y = activation.of(first.forward(x, training));
            return activation.of(second.forward(y, training).add(shortcut(x)));
        }

        private NDArray shortcut(NDArray x) {
            return padding == 0 ? x : x.get(":, :, ::2, ::2").pad(new Shape(0, 0, 0, 0, padding, padding), 0);
        }
    }

    private final class ConvolutionAndNorm {
        private final Shape stride;
        private final NDArray kernel;
        private final NDArray scale;
        private final NDArray shift;
        private final NDArray mean;
        private final NDArray variance;

        ConvolutionAndNorm(int inputs, int outputs, int stride) {
            this.stride = new Shape(stride, stride);
            float deviation = (float) Math.sqrt(2.0 / (9 * inputs));
            kernel = learnt(memory.randomNormal(0, deviation, new Shape(outputs, inputs, 3, 3), DataType.FLOAT32));
            scale = learnt(memory.ones(new Shape(outputs)));
            shift = learnt(memory.zeros(new Shape(outputs)));
            mean = memory.zeros(new Shape(outputs));
            variance = memory.ones(new Shape(outputs));
        }

        NDArray forward(NDArray x, boolean training) {
            NDArray y = Conv2d.conv2d(x, kernel, null, stride, new Shape(1, 1)).singletonOrThrow();
            return BatchNorm.batchNorm(y, mean, variance, scale, shift, 1, DECAY, EPSILON, training)
                    .singletonOrThrow();
        }
    }
}
