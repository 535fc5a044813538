package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of one shape by oneDNN, for some images at a time, on the calling thread alone. The library has its own
 * order of weights, another one for each direction: pack them once, and compute with them as often as needed.
 */
public final class Convolution2d {
    private static final Map<Kind, Convolution2d> ALL = new ConcurrentHashMap<>();

    private final Kind kind;
    private final ConvolutionPrimitives primitives;
    private final ImageOrder inputOrder;
    private final ImageOrder outputOrder;
    private final long packedLength;

    private record Kind(ConvolutionShape shape, ConvolutionMethod method) {}

    /** What a {@link Member} keeps its own compiled code by; no images stand for packing. */
    private record Key(Kind kind, Direction direction, int images) {}

    private Convolution2d(Kind kind) {
        this.kind = kind;
        this.primitives = new ConvolutionPrimitives(kind.shape(), kind.method());
        this.inputOrder = primitives.input();
        this.outputOrder = primitives.output();
        this.packedLength = Arrays.stream(Direction.values())
                .mapToLong(direction -> dnnl_memory_desc_get_size(primitives.packed(direction)))
                .map(bytes -> (bytes + Floats.ALIGNMENT - 1) / Floats.ALIGNMENT * Floats.ALIGNMENT / Float.BYTES)
                .max()
                .orElseThrow();
    }

    /**
     * The convolution of that shape, by the fastest method.
     *
     * @param images that it is for at a time, more or less
     */
    public static Convolution2d of(ConvolutionShape shape, int images) {
        return ALL.computeIfAbsent(new Kind(shape, ConvolutionMethod.fastest(shape, images)), Convolution2d::new);
    }

    /** The library with the instructions that it has chosen for this processor. */
    public static String library() {
        return OneDnn.description();
    }

    public ConvolutionShape shape() {
        return kind.shape();
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

    /** Packs weights for {@link #backward}. */
    public void packBackward(Member member, Floats weights, Floats packed) {
        reorder(member, Direction.BACKWARD_INPUT, weights, packed);
    }

    /** Brings what {@link #backward} gave into our order of weights. */
    public void unpackGradient(Member member, Floats packed, Floats gradient) {
        reorder(member, Direction.BACKWARD_WEIGHTS, packed, gradient);
    }

    /** output = convolution of input, from the given offsets on. */
    public void forward(Member member, int images, Slice input, Floats packed, Slice output) {
        Slice from = inputOrder.arrange(member, Slot.INPUT, images, input);
        Slice to = outputOrder.target(member, Slot.OUTPUT, images, output);
        convolve(member, Direction.FORWARD, images, from.address(), packed.address(0), to.address());
        outputOrder.restore(member, images, to, output);
    }

    /** output = convolution of input + bias. */
    public void infer(Member member, int images, Slice input, Floats packed, Floats bias, Slice output) {
        Slice from = inputOrder.arrange(member, Slot.INPUT, images, input);
        Slice to = outputOrder.target(member, Slot.OUTPUT, images, output);
        convolve(member, Direction.INFERENCE, images, from.address(), packed.address(0), bias.address(0), to.address());
        outputOrder.restore(member, images, to, output);
    }

    /**
     * The way back: the packed gradient of the weights, of these images alone, and the gradient of the input.
     *
     * @param packed weights for {@link #packBackward the way back}
     * @param inputGradient where to write the input's; null to do without
     */
    public void backward(
            Member member,
            int images,
            Slice input,
            Slice outputGradient,
            Slice packedGradient,
            Floats packed,
            @Nullable Slice inputGradient) {
        Slice from = inputOrder.arrange(member, Slot.INPUT, images, input);
        Slice outer = outputOrder.arrange(member, Slot.OUTPUT, images, outputGradient);
        convolve(member, Direction.BACKWARD_WEIGHTS, images, from.address(), outer.address(), packedGradient.address());
        if (inputGradient != null) {
            Slice inner = inputOrder.target(member, Slot.INPUT, images, inputGradient);
            convolve(member, Direction.BACKWARD_INPUT, images, outer.address(), packed.address(0), inner.address());
            inputOrder.restore(member, images, inner, inputGradient);
        }
    }

    private void convolve(Member member, Direction direction, int images, long... addresses) {
        member.primitive(new Key(kind, direction, images), () -> primitives.convolve(direction, images))
                .execute(member, addresses);
    }

    private void reorder(Member member, Direction direction, Floats from, Floats to) {
        member.primitive(new Key(kind, direction, 0), () -> primitives.reorder(direction))
                .execute(member, from.address(0), to.address(0));
    }
}
