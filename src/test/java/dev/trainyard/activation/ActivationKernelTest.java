package dev.trainyard.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every kernel against the ND4J composition of the same function. */
class ActivationKernelTest {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-39f,
        -1e-39f,
        1e-20f,
        -1e-20f,
        1e-6f,
        -1e-6f,
        50f,
        -50f,
        17.75f,
        -17.75f
    };

    /** With these a parameter of the other sign gives a pole. */
    private static final List<String> POSITIVE = List.of("scaledsoftsign", "normlincomb");

    /** One activation with random parameters, and chunks of inputs and outer gradients for it. */
    private record Case(String name, List<String> terms, int channels, List<float[]> parameters, Random random) {
        static Case of(String name, List<String> terms, int channels, boolean single) {
            Random random = new Random(name.hashCode() + channels);
            List<float[]> parameters = new ArrayList<>();
            for (int k = 0; k < Activations.function(name, terms).parameters().size(); k++) {
                float[] values = new float[single ? 1 : channels];
                for (int c = 0; c < values.length; c++) {
                    float sign = POSITIVE.contains(name) || random.nextBoolean() ? 1 : -1;
                    values[c] = sign * (0.3f + 1.4f * random.nextFloat());
                }
                parameters.add(values);
            }
            return new Case(name, terms, channels, parameters, random);
        }

        ActivationKernel kernel() {
            ActivationKernel kernel = Activations.kernel(name, terms, channels, length());
            for (int k = 0; k < parameters.size(); k++) {
                kernel.setParameter(k, parameters.get(k));
            }
            return kernel;
        }

        /** At least 512, a multiple of the channel count. */
        int length() {
            return (511 / channels + 1) * channels;
        }

        ActivationFunction function() {
            return Activations.function(name, terms);
        }

        Coefficients coefficients(DataType type) {
            return new Coefficients(parameters.stream()
                    .map(values -> Nd4j.createFromArray(values).castTo(type))
                    .toList());
        }

        float[] normal(int n) {
            return floats(n, () -> (float) random.nextGaussian());
        }

        float[] wide(int n) {
            return floats(n, () -> 100 * random.nextFloat() - 50);
        }
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (int channels : new int[] {1, 3, 16}) {
            for (boolean single : new boolean[] {true, false}) {
                Activations.names().forEach(name -> cases.add(argument(name, List.of(), channels, single)));
                cases.add(argument("lincomb", Activations.terms(), channels, single));
                cases.add(argument("normlincomb", Activations.terms(), channels, single));
                for (String term : List.of("sigmoid", "tanh", "softsign")) {
                    cases.add(argument("lincomb", List.of(term), channels, single));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void valuesAndGradientsAreThoseOfTheComposition(String label, Case one) {
        for (int n : new int[] {1, 7, 500, one.length()}) {
            agree(one, one.normal(n), DataType.DOUBLE);
            agree(one, one.normal(n), DataType.FLOAT);
            agree(one, one.wide(n), DataType.DOUBLE);
        }
        agree(one, SPECIAL, DataType.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void notANumberStaysWhereItIs(String label, Case one) {
        float[] x = one.normal(40);
        x[5] = Float.NaN;
        float[] y = x.clone();
        float[] dy = one.normal(40);
        one.kernel().value(x, y, 40);
        one.kernel().backward(x, dy, 40);
        for (int i = 0; i < 40; i++) {
            assertThat(Float.isNaN(y[i])).as("value at %s", i).isEqualTo(i == 5);
            assertThat(Float.isNaN(dy[i])).as("gradient at %s", i).isEqualTo(i == 5);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hugeInputsStayFinite(String label, Case one) {
        float[] x = {-1e4f, 1e4f, -89f, 89f, -104f, 104f};
        float[] y = x.clone();
        float[] dy = one.normal(x.length);
        one.kernel().value(x, y, x.length);
        one.kernel().backward(x, dy, x.length);
        assertThat(y).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertThat(dy).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theValueMayReplaceTheInput(String label, Case one) {
        float[] x = one.normal(100);
        float[] y = new float[100];
        one.kernel().value(x, y, 100);
        one.kernel().value(x, x, 100);
        assertThat(x).containsExactly(y);
    }

    @Test
    void sumsGrowOverChunksUntilTheyAreDrained() {
        ActivationKernel kernel = Activations.kernel("shilu", List.of(), 2, 4);
        kernel.setParameter(0, new float[] {1f});
        kernel.setParameter(1, new float[] {0f});
        kernel.backward(new float[] {1f, -1f, 2f, 3f}, new float[] {1f, 1f, 10f, 10f}, 4);
        kernel.backward(new float[] {5f, 0f}, new float[] {100f, 100f}, 2);
        double[][] sums = {{1000, 0}, {0, 0}};
        kernel.drain(sums);
        assertThat(sums[0]).containsExactly(1000 + 1 + 20 + 500, 30);
        assertThat(sums[1]).containsExactly(111, 111);
        kernel.drain(sums);
        assertThat(sums[1]).containsExactly(111, 111);
    }

    @Test
    void aChunkHoldsWholePixels() {
        assertThatThrownBy(() -> Activations.kernel("coslu", List.of(), 3, 512))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 channels");
    }

    private static void agree(Case one, float[] x, DataType type) {
        INDArray rows = rows(x, one.channels(), type);
        Coefficients p = one.coefficients(type);
        double[] value = one.function().value(rows, p).ravel().toDoubleVector();
        ActivationFunction.Derivatives derivatives = one.function().derivatives(rows, p);
        double[] slope = derivatives.input().ravel().toDoubleVector();
        float[] y = new float[x.length];
        float[] outer = one.normal(x.length);
        float[] dy = outer.clone();
        float[] before = x.clone();
        ActivationKernel kernel = one.kernel();
        kernel.value(x, y, x.length);
        kernel.backward(x, dy, x.length);
        assertThat(x).containsExactly(before);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).as("f(%s)", x[i]).isCloseTo(value[i], within(tolerance(x[i])));
            assertThat((double) dy[i])
                    .as("f'(%s)", x[i])
                    .isCloseTo(slope[i] * outer[i], within(tolerance(x[i]) * Math.abs(outer[i])));
        }
        sumsAgree(one, derivatives, kernel, x, outer);
    }

    private static void sumsAgree(
            Case one, ActivationFunction.Derivatives derivatives, ActivationKernel kernel, float[] x, float[] outer) {
        double[][] sums = new double[one.parameters().size()][one.channels()];
        kernel.drain(sums);
        for (int k = 0; k < sums.length; k++) {
            double[] each = derivatives.parameters().get(k).ravel().toDoubleVector();
            for (int c = 0; c < one.channels(); c++) {
                double sum = 0;
                double error = 1e-12;
                for (int i = c; i < x.length; i += one.channels()) {
                    sum += each[i] * outer[i];
                    error += (1 + Math.abs(x[i])) * tolerance(x[i]) * Math.abs(outer[i]);
                }
                assertThat(sums[k][c]).as("parameter %s, channel %s", k, c).isCloseTo(sum, within(error));
            }
        }
    }

    /**
     * An elementary function is off by 5e-7 and multiplied by |p| < 1.7 and |x|, and the angle b x by half a unit in its
     * last place, at most 6e-8 |b x|, its consequence multiplied by a b: 4e-6 (1 + |x|) covers both. df/db of a wave has
     * one more factor x.
     */
    private static double tolerance(float x) {
        return 4e-6 * (1 + Math.abs(x));
    }

    private static INDArray rows(float[] x, int channels, DataType type) {
        float[] whole = Arrays.copyOf(x, (x.length + channels - 1) / channels * channels);
        return Nd4j.createFromArray(whole).castTo(type).reshape('c', whole.length / channels, channels);
    }

    private static float[] floats(int n, Supplier<Float> source) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = source.get();
        }
        return values;
    }

    private static Arguments argument(String name, List<String> terms, int channels, boolean single) {
        String label = "%s %s, %s channels, %s".formatted(name, terms, channels, single ? "single" : "by channel");
        return Arguments.of(label, Case.of(name, terms, channels, single));
    }
}
