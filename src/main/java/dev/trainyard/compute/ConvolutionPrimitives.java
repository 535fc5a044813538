package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_hwio;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Builds the computations of one convolution for the native library. The order of images is that of the
 * method; the order of the weights is the library's choice, made once for each direction.
 */
final class ConvolutionPrimitives {
    /** The order of weights must not depend on how many images there are at a time, so it is chosen for this many. */
    private static final int IMAGES_TO_CHOOSE_BY = 8;

    private final ConvolutionShape shape;
    private final ConvolutionMethod method;
    private final Map<Direction, dnnl_memory_desc_t> packed = new EnumMap<>(Direction.class);

    ConvolutionPrimitives(ConvolutionShape shape, ConvolutionMethod method) {
        this.shape = shape;
        this.method = method;
        for (Direction direction : Direction.values()) {
            dnnl_primitive_desc description = describe(direction, IMAGES_TO_CHOOSE_BY, weights(dnnl_format_tag_any));
            boolean gradient = direction == Direction.BACKWARD_WEIGHTS;
            packed.put(
                    direction,
                    dnnl_primitive_desc_query_md(
                            description, gradient ? dnnl_query_diff_weights_md : dnnl_query_weights_md, 0));
        }
    }

    /** The order of the weights in a direction. */
    dnnl_memory_desc_t packed(Direction direction) {
        return Objects.requireNonNull(packed.get(direction));
    }

    /** Computes in that direction for so many images at a time. */
    Primitive convolve(Direction direction, int images) {
        dnnl_primitive_desc description = describe(direction, images, packed(direction));
        return switch (direction) {
            case FORWARD -> new Primitive(description, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST);
            case INFERENCE -> new Primitive(description, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_BIAS, DNNL_ARG_DST);
            case BACKWARD_INPUT -> new Primitive(description, DNNL_ARG_DIFF_DST, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_SRC);
            case BACKWARD_WEIGHTS -> new Primitive(description, DNNL_ARG_SRC, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_WEIGHTS);
        };
    }

    /** From our order of weights to that of a direction; for the weights' gradient, the other way. */
    Primitive reorder(Direction direction) {
        boolean gradient = direction == Direction.BACKWARD_WEIGHTS;
        dnnl_memory_desc_t ours = weights(dnnl_hwio);
        dnnl_memory_desc_t from = gradient ? packed(direction) : ours;
        dnnl_memory_desc_t to = gradient ? ours : packed(direction);
        return new Primitive(OneDnn.reorder(from, to), DNNL_ARG_FROM, DNNL_ARG_TO);
    }

    private dnnl_primitive_desc describe(Direction direction, int images, dnnl_memory_desc_t weights) {
        return OneDnn.describe(operation(direction, images, weights), "the convolution " + shape);
    }

    /** Of the images that come in. */
    ImageOrder input() {
        return new ImageOrder(method, shape.inputChannels(), shape.height(), shape.width());
    }

    /** Of the images that come out. */
    ImageOrder output() {
        return new ImageOrder(method, shape.outputChannels(), shape.outputHeight(), shape.outputWidth());
    }

    private dnnl_convolution_desc_t operation(Direction direction, int images, dnnl_memory_desc_t w) {
        dnnl_memory_desc_t x = input().layout(images);
        dnnl_memory_desc_t y = output().layout(images);
        dnnl_memory_desc_t bias = OneDnn.layout(dnnl_a, shape.outputChannels());
        long[] s = {shape.stride(), shape.stride()};
        long[] p = {shape.padding(), shape.padding()};
        dnnl_convolution_desc_t c = new dnnl_convolution_desc_t();
        int algorithm = method.algorithm();
        int status = switch (direction) {
            case FORWARD ->
                dnnl_convolution_forward_desc_init(c, dnnl_forward_training, algorithm, x, w, null, y, s, p, p);
            // Not as forward_inference: the order of its weights for Winograd depends on the number of images.
            case INFERENCE ->
                dnnl_convolution_forward_desc_init(c, dnnl_forward_training, algorithm, x, w, bias, y, s, p, p);
            case BACKWARD_INPUT -> dnnl_convolution_backward_data_desc_init(c, algorithm, x, w, y, s, p, p);
            case BACKWARD_WEIGHTS -> dnnl_convolution_backward_weights_desc_init(c, algorithm, x, w, null, y, s, p, p);
        };
        OneDnn.check(status, "to describe the convolution " + shape);
        return c;
    }

    private dnnl_memory_desc_t weights(int order) {
        return OneDnn.layout(order, shape.outputChannels(), shape.inputChannels(), shape.kernel(), shape.kernel());
    }
}
