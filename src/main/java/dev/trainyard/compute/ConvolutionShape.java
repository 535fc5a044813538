package dev.trainyard.compute;

/**
 * A square convolution over images in NHWC, zero-padded by {@code kernel / 2} on every side, so that stride 1 keeps the
 * size. Weights are [kernel, kernel, input channels, output channels].
 */
public record ConvolutionShape(int inputChannels, int outputChannels, int height, int width, int kernel, int stride) {
    public int padding() {
        return kernel / 2;
    }

    public int outputHeight() {
        return outputSize(height);
    }

    public int outputWidth() {
        return outputSize(width);
    }

    /** Floats of one image at the input. */
    public int inputLength() {
        return height * width * inputChannels;
    }

    /** Floats of one image at the output. */
    public int outputLength() {
        return outputHeight() * outputWidth() * outputChannels;
    }

    /** Floats of the weights. */
    public int weightLength() {
        return kernel * kernel * inputChannels * outputChannels;
    }

    private int outputSize(int size) {
        return (size + 2 * padding() - kernel) / stride + 1;
    }
}
