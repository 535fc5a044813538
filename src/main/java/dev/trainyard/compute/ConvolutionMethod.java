package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_winograd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw16c;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;

/** How to compute a convolution: an algorithm of oneDNN, and the order of images that it wants. */
enum ConvolutionMethod {
    /** Sums of products, over images in NHWC. */
    DIRECT(dnnl_convolution_direct, dnnl_nhwc),
    /**
     * F(4x4, 3x3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), section 4.3: a quarter
     * of the products for some additions. The sums are rounded differently, by about a digit more. Images are in planes
     * of 16 channels each.
     */
    WINOGRAD(dnnl_convolution_winograd, dnnl_nChw16c);

    /** Channels of a plane. */
    private static final int PLANE = 16;
    /** Pixels of the output from which on the transformations are worth their time; measured. */
    private static final int ENOUGH_PIXELS = 256;

    private final int algorithm;
    private final int order;

    ConvolutionMethod(int algorithm, int order) {
        this.algorithm = algorithm;
        this.order = order;
    }

    /** The faster one for so many images at a time. */
    static ConvolutionMethod fastest(ConvolutionShape shape, int images) {
        boolean possible = shape.kernel() == 3
                && shape.stride() == 1
                && shape.inputChannels() % PLANE == 0
                && shape.outputChannels() % PLANE == 0
                && OneDnn.hasAvx512();
        boolean worthwhile = images * shape.outputHeight() * shape.outputWidth() >= ENOUGH_PIXELS;
        return possible && worthwhile ? WINOGRAD : DIRECT;
    }

    /** A {@code dnnl_alg_kind}. */
    int algorithm() {
        return algorithm;
    }

    /** A {@code dnnl_format_tag}. */
    int order() {
        return order;
    }

    /** Whether images in NHWC with so many channels are in this order as they are. */
    boolean takesNhwc(int channels) {
        return this == DIRECT || channels == PLANE;
    }
}
