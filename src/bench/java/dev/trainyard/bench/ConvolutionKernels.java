package dev.trainyard.bench;

import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Member;
import dev.trainyard.compute.Slice;
import dev.trainyard.compute.Team;
import java.util.LinkedHashMap;
import java.util.Map;

/** One convolution forward and backward, in tiles as a training step has them. */
final class ConvolutionKernels {
    private static final int TILE_LENGTH = 1 << 16;
    private static final int TIMES = 10;

    private final Convolution2d convolution;
    private final int images;
    private final int perTile;
    private final Team team;
    private final Floats input;
    private final Floats inputGradient;
    private final Floats output;
    private final Floats packed;
    private final Floats gradients;

    /** @param operations floating-point operations, a multiply-add counted as two */
    record Timing(double milliseconds, double operations) {}

    ConvolutionKernels(ConvolutionShape shape, int images, Team team) {
        this.images = images;
        this.perTile = TILE_LENGTH / shape.outputLength();
        this.convolution = Convolution2d.of(shape, perTile);
        this.team = team;
        this.input = RandomFloats.of((long) images * shape.inputLength());
        this.inputGradient = RandomFloats.of(input.length());
        this.output = RandomFloats.of((long) images * shape.outputLength());
        this.packed = RandomFloats.of(convolution.packedLength());
        this.gradients = RandomFloats.of(convolution.packedLength() * tiles());
    }

    Map<String, Timing> timings() {
        Map<String, Timing> timings = new LinkedHashMap<>();
        timings.put("convolution", new Timing(time(this::forward), operations()));
        timings.put("convolution, both gradients", new Timing(time(this::backward), 2 * operations()));
        return timings;
    }

    /** Of one direction, as the definition has them; Winograd's method makes fewer. */
    private double operations() {
        ConvolutionShape shape = convolution.shape();
        double perPixel = 2.0 * shape.weightLength();
        return images * perPixel * shape.outputHeight() * shape.outputWidth();
    }

    private void forward(Member member, int tile) {
        convolution.forward(
                member, perTile, slice(input, tile, inputLength()), packed, slice(output, tile, outputLength()));
    }

    private void backward(Member member, int tile) {
        convolution.backward(
                member,
                perTile,
                slice(input, tile, inputLength()),
                slice(output, tile, outputLength()),
                new Slice(gradients, tile * convolution.packedLength()),
                packed,
                slice(inputGradient, tile, inputLength()));
    }

    private double time(Team.Work work) {
        return Timings.fastest(TIMES, () -> team.run(tiles(), work));
    }

    private Slice slice(Floats floats, int tile, int imageLength) {
        return new Slice(floats, (long) tile * perTile * imageLength);
    }

    private int tiles() {
        return images / perTile;
    }

    private int inputLength() {
        return convolution.shape().inputLength();
    }

    private int outputLength() {
        return convolution.shape().outputLength();
    }
}
