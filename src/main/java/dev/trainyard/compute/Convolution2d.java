package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A convolution of one shape by oneDNN, for some images at a time, on the calling thread alone. The library has its own
 * order of weights, another one for each direction: pack them once, and compute with them as often as needed.
 */
public final class Convolution2d {
    private static final Map<ConvolutionShape, Convolution2d> ALL = new ConcurrentHashMap<>();

    private final ConvolutionShape shape;
    private final ConvolutionPrimitives primitives;
    private final long packedLength;

    /** What a {@link Member} keeps its own compiled code by; no images stand for packing. */
    private record Key(ConvolutionShape shape, Direction direction, int images) {}

    private Convolution2d(ConvolutionShape shape) {
        this.shape = shape;
        this.primitives = new ConvolutionPrimitives(shape);
        this.packedLength = Arrays.stream(Direction.values())
                        .mapToLong(direction -> dnnl_memory_desc_get_size(primitives.packed(direction)))
                        .max()
                        .orElseThrow()
                / Float.BYTES;
    }

    /** The convolution of that shape. */
    public static Convolution2d of(ConvolutionShape shape) {
        return ALL.computeIfAbsent(shape, Convolution2d::new);
    }

    /** The library with the instructions that it has chosen for this processor. */
    public static String library() {
        return OneDnn.description();
    }

    public ConvolutionShape shape() {
        return shape;
    }

    /** Floats that packed weights need, whatever the direction. */
    public long packedLength() {
        return packedLength;
    }

    /** Packs weights for {@link #forward}. */
    public void packForward(Member member, Floats weights, Floats packed) {
        reorder(member, Direction.FORWARD, weights, packed);
    }

    /** Packs weights for {@link #infer}. */
    public void packInference(Member member, Floats weights, Floats packed) {
        reorder(member, Direction.INFERENCE, weights, packed);
    }

    /** Packs weights for {@link #backwardInput}. */
    public void packBackward(Member member, Floats weights, Floats packed) {
        reorder(member, Direction.BACKWARD_INPUT, weights, packed);
    }

    /** Brings what {@link #backwardWeights} gave into our order of weights. */
    public void unpackGradient(Member member, Floats packed, Floats gradient) {
        reorder(member, Direction.BACKWARD_WEIGHTS, packed, gradient);
    }

    /** output = convolution of input, from the given offsets on. */
    public void forward(Member member, int images, Slice input, Floats packed, Slice output) {
        convolve(member, Direction.FORWARD, images, input.address(), packed.address(0), output.address());
    }

    /** output = convolution of input + bias. */
    public void infer(Member member, int images, Slice input, Floats packed, Floats bias, Slice output) {
        convolve(
                member,
                Direction.INFERENCE,
                images,
                input.address(),
                packed.address(0),
                bias.address(0),
                output.address());
    }

    /** The gradient of the input from that of the output. */
    public void backwardInput(Member member, int images, Slice outputGradient, Floats packed, Slice inputGradient) {
        convolve(
                member,
                Direction.BACKWARD_INPUT,
                images,
                outputGradient.address(),
                packed.address(0),
                inputGradient.address());
    }

    /** The packed gradient of the weights, of these images alone. */
    public void backwardWeights(Member member, int images, Slice input, Slice outputGradient, Slice packedGradient) {
        convolve(
                member,
                Direction.BACKWARD_WEIGHTS,
                images,
                input.address(),
                outputGradient.address(),
                packedGradient.address());
    }

    private void convolve(Member member, Direction direction, int images, long... addresses) {
        member.primitive(new Key(shape, direction, images), () -> primitives.convolve(direction, images))
                .execute(member, addresses);
    }

    private void reorder(Member member, Direction direction, Floats from, Floats to) {
        member.primitive(new Key(shape, direction, 0), () -> primitives.reorder(direction))
                .execute(member, from.address(0), to.address(0));
    }
}
