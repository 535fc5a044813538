package dev.trainyard.bench;

import dev.trainyard.activation.Activation;
import dev.trainyard.activation.ActivationKernel;
import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Team;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Batch norm and an activation in the loops of a training step, over images of 16 channels. */
final class NormKernels {
    private static final int CHANNELS = 16;
    private static final int TILE = 1 << 16;
    private static final int TIMES = 20;

    private final String title;
    private final Team team;
    private final int length;
    private final Floats x;
    private final Floats gradient;
    private final Floats result;
    private final List<ActivationKernel> activations;
    private final float[] mean = Chunks.pattern(new float[CHANNELS]);
    private final float[] scale = mean.clone();

    /** @param bytes read and written */
    record Timing(double milliseconds, double bytes) {}

    @FunctionalInterface
    private interface Pass {
        void over(ActivationKernel activation, long from, long end);
    }

    NormKernels(ActivationSpec spec, int images, Team team) {
        this.title = spec.name();
        this.team = team;
        this.length = images * CHANNELS * 32 * 32;
        this.x = RandomFloats.of(length);
        this.gradient = RandomFloats.of(length);
        this.result = Floats.allocate(length);
        Arrays.fill(scale, 1f);
        Activation activation = new Activation(spec);
        this.activations = IntStream.range(0, team.size())
                .mapToObj(member -> activation.kernel(CHANNELS, Chunks.length(CHANNELS)))
                .toList();
        List<Double> initial = List.copyOf(activation.parameters().values());
        for (int k = 0; k < initial.size(); k++) {
            float[] value = {initial.get(k).floatValue()};
            for (ActivationKernel kernel : activations) {
                kernel.setParameter(k, value);
            }
        }
    }

    Map<String, Timing> timings() {
        Map<String, Timing> timings = new LinkedHashMap<>();
        double stream = (double) length * Float.BYTES;
        timings.put("norm and " + title, new Timing(time(this::forward), 2 * stream));
        timings.put("norm and " + title + ", gradient", new Timing(time(this::backward), 3 * stream));
        return timings;
    }

    private double time(Pass pass) {
        return Timings.fastest(
                TIMES,
                () -> team.run(length / TILE, (member, tile) -> {
                    long end = (long) (tile + 1) * TILE;
                    pass.over(activations.get(member.index()), (long) tile * TILE, end);
                }));
    }

    private void forward(ActivationKernel activation, long from, long end) {
        float[] chunk = new float[Chunks.length(CHANNELS)];
        for (long at = from; at < end; at += chunk.length) {
            int n = (int) Math.min(chunk.length, end - at);
            x.read(at, chunk, n);
            Chunks.normalize(chunk, mean, scale, mean, chunk, n);
            activation.value(chunk, chunk, n);
            result.write(at, chunk, n);
        }
    }

    private void backward(ActivationKernel activation, long from, long end) {
        float[] chunk = new float[Chunks.length(CHANNELS)];
        float[] u = new float[chunk.length];
        float[] g = new float[chunk.length];
        float[] sum = new float[chunk.length];
        float[] products = new float[chunk.length];
        for (long at = from; at < end; at += chunk.length) {
            int n = (int) Math.min(chunk.length, end - at);
            x.read(at, chunk, n);
            gradient.read(at, g, n);
            Chunks.normalize(chunk, mean, scale, mean, u, n);
            activation.backward(u, g, n);
            Chunks.covariances(g, chunk, mean, sum, products, n);
            result.write(at, g, n);
        }
    }
}
