package dev.trainyard.bench;

import dev.trainyard.compute.Convolution2d;
import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Slice;
import dev.trainyard.compute.Team;
import java.util.LinkedHashMap;
import java.util.Map;

/** One convolution in its three directions, in tiles as a training step has them. */
final class ConvolutionKernels {
    private static final int TILE_LENGTH = 1 << 16;
    private static final int TIMES = 10;

    private final Convolution2d convolution;
    private final int images;
    private final int perTile;
    private final Team team;
    private final Floats input;
    private final Floats output;
    private final Floats packed;
    private final Floats gradients;

    ConvolutionKernels(Convolution2d convolution, int images, Team team) {
        ConvolutionShape shape = convolution.shape();
        this.convolution = convolution;
        this.images = images;
        this.perTile = TILE_LENGTH / shape.outputLength();
        this.team = team;
        this.input = RandomFloats.of((long) images * shape.inputLength());
        this.output = RandomFloats.of((long) images * shape.outputLength());
        this.packed = RandomFloats.of(convolution.packedLength());
        this.gradients = RandomFloats.of(convolution.packedLength() * tiles());
    }

    /** Floating-point operations of one direction, a multiply-add counted as two. */
    double operations() {
        ConvolutionShape shape = convolution.shape();
        double perPixel = 2.0 * shape.weightLength();
        return images * perPixel * shape.outputHeight() * shape.outputWidth();
    }

    /** Milliseconds of each direction. */
    Map<String, Double> timings() {
        Map<String, Double> timings = new LinkedHashMap<>();
        timings.put(
                "convolution",
                time((member, tile) -> convolution.forward(
                        member,
                        perTile,
                        slice(input, tile, inputLength()),
                        packed,
                        slice(output, tile, outputLength()))));
        timings.put(
                "convolution, gradient of the input",
                time((member, tile) -> convolution.backwardInput(
                        member,
                        perTile,
                        slice(output, tile, outputLength()),
                        packed,
                        slice(input, tile, inputLength()))));
        timings.put(
                "convolution, gradient of the weights",
                time((member, tile) -> convolution.backwardWeights(
                        member,
                        perTile,
                        slice(input, tile, inputLength()),
                        slice(output, tile, outputLength()),
                        new Slice(gradients, tile * convolution.packedLength()))));
        return timings;
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
