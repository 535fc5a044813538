package dev.trainyard.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the sums of products that define a convolution, in double precision. */
class Convolution2dTest {
    /** The shapes of CIFAR ResNets and odd ones, each with more or fewer images than its method is chosen for. */
    static Stream<Arguments> convolutions() {
        return Stream.of(
                Arguments.of(new ConvolutionShape(3, 16, 9, 7, 3, 1), 2),
                Arguments.of(new ConvolutionShape(16, 16, 32, 32, 3, 1), 1),
                Arguments.of(new ConvolutionShape(16, 16, 17, 19, 3, 1), 3),
                Arguments.of(new ConvolutionShape(16, 32, 13, 12, 3, 2), 3),
                Arguments.of(new ConvolutionShape(16, 32, 13, 12, 1, 2), 3),
                Arguments.of(new ConvolutionShape(32, 32, 16, 16, 3, 1), 2),
                Arguments.of(new ConvolutionShape(32, 64, 11, 10, 3, 1), 5),
                Arguments.of(new ConvolutionShape(64, 64, 8, 8, 3, 1), 1),
                Arguments.of(new ConvolutionShape(64, 64, 8, 8, 3, 1), 7),
                Arguments.of(new ConvolutionShape(64, 64, 5, 3, 3, 1), 18));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void allDirectionsGiveTheSumsOfProducts(ConvolutionShape shape, int images) {
        Convolution2d convolution = Convolution2d.of(shape, images);
        PlainConvolution plain = new PlainConvolution(shape, images);
        float[] input = random(1, images * shape.inputLength());
        float[] weights = random(2, shape.weightLength());
        float[] bias = random(3, shape.outputChannels());
        float[] outer = random(4, images * shape.outputLength());
        // Off a line of the cache, as a caller's memory may be; and on it.
        for (int offset : new int[] {0, 5}) {
            Arrays arrays = new Arrays(convolution, offset);
            arrays.compute(images, input, weights, bias, outer);
            assertClose(arrays.output, offset, plain.forward(input, weights, new float[bias.length]));
            assertClose(arrays.inferred, offset, plain.forward(input, weights, bias));
            assertClose(arrays.inputGradient, offset, plain.inputGradient(outer, weights));
            assertClose(arrays.weightGradient, 0, plain.weightGradient(input, outer));
        }
    }

    @Test
    void theFastMethodIsForManyPixelsAtATime() {
        ConvolutionShape shape = new ConvolutionShape(64, 64, 8, 8, 3, 1);
        assertThat(Convolution2d.of(shape, 32)).isSameAs(Convolution2d.of(shape, 16));
        if (OneDnn.hasAvx512()) {
            assertThat(Convolution2d.of(shape, 1)).isNotSameAs(Convolution2d.of(shape, 16));
        }
    }

    /** A value that is not a number must not disappear, whatever sums it passes through. */
    @Test
    void notANumberAtTheInputIsNotANumberAtTheOutput() {
        ConvolutionShape shape = new ConvolutionShape(32, 32, 16, 16, 3, 1);
        float[] input = random(5, 2 * shape.inputLength());
        input[shape.inputLength() + 100] = Float.NaN;
        Arrays arrays = new Arrays(Convolution2d.of(shape, 2), 0);
        arrays.compute(2, input, random(6, shape.weightLength()), random(7, 32), random(8, 2 * shape.outputLength()));
        float[] output = arrays.output.toArray();
        assertThat(sum(output, 0, shape.outputLength())).isFinite();
        assertThat(sum(output, shape.outputLength(), 2 * shape.outputLength())).isNaN();
        assertThat(sum(arrays.weightGradient.toArray(), 0, shape.weightLength()))
                .isNaN();
    }

    /** The memory of one convolution in all directions. */
    private static final class Arrays {
        private final Convolution2d convolution;
        private final int offset;
        private Floats output = Floats.allocate(0);
        private Floats inferred = output;
        private Floats inputGradient = output;
        private Floats weightGradient = output;

        Arrays(Convolution2d convolution, int offset) {
            this.convolution = convolution;
            this.offset = offset;
        }

        void compute(int images, float[] input, float[] weights, float[] bias, float[] outer) {
            Member member = new Member(0);
            Floats packed = Floats.allocate(convolution.packedLength());
            Floats packedGradient = Floats.allocate(convolution.packedLength());
            Slice in = slice(input);
            output = Floats.allocate(offset + outer.length);
            inferred = Floats.allocate(offset + outer.length);
            inputGradient = Floats.allocate(offset + input.length);
            weightGradient = Floats.allocate(weights.length);
            Floats given = floats(weights, 0);

            convolution.packForward(member, given, packed);
            convolution.forward(member, images, in, packed, new Slice(output, offset));
            convolution.packInference(member, given, packed);
            convolution.infer(member, images, in, packed, floats(bias, 0), new Slice(inferred, offset));
            convolution.packBackward(member, given, packed);
            convolution.backward(
                    member,
                    images,
                    in,
                    slice(outer),
                    new Slice(packedGradient, 0),
                    packed,
                    new Slice(inputGradient, offset));
            convolution.unpackGradient(member, packedGradient, weightGradient);
        }

        private Slice slice(float[] values) {
            return new Slice(floats(values, offset), offset);
        }
    }

    private static Floats floats(float[] values, int offset) {
        Floats floats = Floats.allocate(offset + values.length);
        floats.write(offset, values, values.length);
        return floats;
    }

    private static float[] random(long seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double sum(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** To some units in the last place of the largest value, since that is what sums are rounded by. */
    private static void assertClose(Floats actual, int offset, double[] expected) {
        float[] values = new float[expected.length];
        actual.read(offset, values, values.length);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(expected[i] - values[i]));
        }
        assertThat(error / largest).isLessThan(1e-5);
    }
}
