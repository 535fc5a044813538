package dev.trainyard.network;

import dev.trainyard.compute.Floats;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of shape [batch, height, width, channels] (NHWC). */
final class Images {
    private Images() {}

    /** The array itself where it lies in C order without gaps, else a copy that does. */
    static INDArray contiguous(INDArray images) {
        return Floats.isContiguous(images) ? images : images.dup('c');
    }

    /** Images as [batch x height x width, channels]: the same memory where it is in C order, else a copy. */
    static INDArray rows(INDArray images) {
        long channels = images.size(images.rank() - 1);
        INDArray contiguous = contiguous(images);
        return contiguous.reshape('c', contiguous.length() / channels, channels);
    }
}
