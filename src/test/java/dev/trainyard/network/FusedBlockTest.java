package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.activation.Sharing;
import dev.trainyard.compute.Team;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The fused kernels against ND4J's operations in double precision, which gradient checks prove. */
class FusedBlockTest {
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    static Stream<Arguments> blocks() {
        return Stream.of("relu", "coslu", "delu", "relun")
                .flatMap(name -> Stream.of(Sharing.LAYER, Sharing.CHANNEL).map(sharing -> activation(name, sharing)))
                .flatMap(activation -> Stream.of(
                        Arguments.of(Block.stem(16, activation), new long[] {5, 32, 32, 3}),
                        Arguments.of(Block.basic(16, activation), new long[] {9, 32, 32, 16}),
                        Arguments.of(Block.basic(5, activation), new long[] {3, 7, 9, 5}),
                        Arguments.of(Block.shrinking(32, activation, Shortcut.A), new long[] {9, 32, 32, 16}),
                        Arguments.of(Block.shrinking(64, activation, Shortcut.B), new long[] {17, 16, 16, 32}),
                        Arguments.of(Block.shrinking(6, activation, Shortcut.A), new long[] {2, 5, 7, 3}),
                        Arguments.of(Block.shrinking(7, activation, Shortcut.B), new long[] {1, 6, 5, 4})));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void outputAndGradientsAreThoseOfNd4jsOperations(Block block, long[] shape) {
        INDArray input = LayerGradients.random(new Random(1), shape);
        boolean smooth = block.layout().parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("act1.a"));
        Computed expected = compute(new Nd4jFactory(DataType.DOUBLE), block, input);
        try (Team team = new Team(2)) {
            Computed fused = compute(new FusedFactory(team), block, input);
            assertClose("output", fused.output(), expected.output(), true);
            assertClose("inference", fused.inferred(), expected.inferred(), true);
            expected.gradients()
                    .forEach((name, gradient) -> assertClose(
                            name, Objects.requireNonNull(fused.gradients().get(name)), gradient, smooth));
            expected.statistics()
                    .forEach((name, value) -> assertClose(
                            name, Objects.requireNonNull(fused.statistics().get(name)), value, true));
            if (block.link() != Link.NONE) {
                assertClose(
                        "input's gradient",
                        Objects.requireNonNull(fused.inputGradient()),
                        Objects.requireNonNull(expected.inputGradient()),
                        smooth);
            }
        }
    }

    @Test
    void anyNumberOfThreadsComputesTheSameToTheLastBit() {
        INDArray input = LayerGradients.random(new Random(2), 21, 16, 16, 16);
        Block block = Block.shrinking(32, activation("coslu", Sharing.CHANNEL), Shortcut.B);
        Computed one = with(1, block, input);
        for (int threads = 1; threads <= 4; threads++) {
            Computed several = with(threads, block, input);
            assertThat(several.output()).isEqualTo(one.output());
            assertThat(several.inferred()).isEqualTo(one.inferred());
            assertThat(several.inputGradient()).isEqualTo(one.inputGradient());
            assertThat(several.gradients()).isEqualTo(one.gradients());
            assertThat(several.statistics()).isEqualTo(one.statistics());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "coslu", "delu", "relun"})
    void notANumberAtTheInputStaysVisible(String name) {
        INDArray input = LayerGradients.random(new Random(5), 6, 8, 8, 16);
        input.putScalar(new int[] {4, 3, 3, 7}, Double.NaN);
        Computed computed = with(2, Block.basic(16, activation(name, Sharing.LAYER)), input);
        assertThat(computed.output().sumNumber().doubleValue()).isNaN();
        assertThat(image(computed.inferred(), 4).sumNumber().doubleValue()).isNaN();
        assertThat(image(computed.inferred(), 3).sumNumber().doubleValue()).isFinite();
        computed.gradients().forEach((parameter, gradient) -> {
            if (parameter.endsWith("weight")) {
                assertThat(gradient.sumNumber().doubleValue()).as(parameter).isNaN();
            }
        });
    }

    private static INDArray image(INDArray images, int index) {
        return images.get(NDArrayIndex.point(index), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static Computed with(int threads, Block block, INDArray input) {
        try (Team team = new Team(threads)) {
            return compute(new FusedFactory(team), block, input);
        }
    }

    private record Computed(
            INDArray output,
            INDArray inferred,
            @Nullable INDArray inputGradient,
            Map<String, INDArray> gradients,
            Map<String, INDArray> statistics) {}

    private interface Factory {
        DataType type();

        BlockKernel kernel(Block block, BlockParameters parameters);
    }

    private record Nd4jFactory(DataType type) implements Factory {
        @Override
        public BlockKernel kernel(Block block, BlockParameters parameters) {
            return new Nd4jBlock(block, parameters);
        }
    }

    private record FusedFactory(Team team) implements Factory {
        @Override
        public DataType type() {
            return DataType.FLOAT;
        }

        @Override
        public BlockKernel kernel(Block block, BlockParameters parameters) {
            return new FusedBlock(block, parameters, team);
        }
    }

    private static Computed compute(Factory factory, Block block, INDArray input) {
        block.setNIn(InputType.convolutional(input.size(1), input.size(2), input.size(3), CNN2DFormat.NHWC), true);
        Map<String, INDArray> values = new LinkedHashMap<>();
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        Random random = new Random(3);
        for (var parameter : block.layout().parameters()) {
            long[] shape = parameter.shape().stream().mapToLong(Long::longValue).toArray();
            INDArray value = LayerGradients.random(random, shape).mul(0.2);
            values.put(
                    parameter.name(),
                    (shape.length == 4 ? value : Transforms.abs(value).add(0.5)).castTo(factory.type()));
            gradients.put(parameter.name(), Nd4j.create(factory.type(), shape));
        }
        BlockKernel kernel = factory.kernel(block, new BlockParameters(values::get, gradients::get));
        INDArray x = input.castTo(factory.type());
        INDArray inferred = kernel.forward(x, false, NO_WORKSPACES);
        INDArray output = kernel.forward(x, true, NO_WORKSPACES);
        INDArray outer = LayerGradients.random(new Random(4), output.shape()).castTo(factory.type());
        INDArray inputGradient = kernel.backward(outer, NO_WORKSPACES);
        Map<String, INDArray> statistics = new LinkedHashMap<>(values);
        statistics.keySet().removeIf(name -> !name.endsWith(Unit.MEAN) && !name.endsWith(Unit.VARIANCE));
        gradients.keySet().removeAll(statistics.keySet());
        return new Computed(output, inferred, inputGradient, gradients, statistics);
    }

    /**
     * Within float rounding: of the largest element where f is smooth; else of the whole, since an element at a kink may
     * fall to the other side of it.
     */
    private static void assertClose(String what, INDArray actual, INDArray expected, boolean smooth) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        INDArray reference = expected.castTo(DataType.DOUBLE);
        INDArray difference = actual.castTo(DataType.DOUBLE).sub(reference);
        double error = smooth
                ? difference.amaxNumber().doubleValue() / reference.amaxNumber().doubleValue()
                : difference.norm2Number().doubleValue()
                        / reference.norm2Number().doubleValue();
        assertThat(error).as("relative error of the " + what).isLessThan(smooth ? 1e-4 : 5e-2);
    }

    private static Activation activation(String name, Sharing sharing) {
        return new Activation(new ActivationSpec(name, sharing, Map.of(), List.of()));
    }
}
