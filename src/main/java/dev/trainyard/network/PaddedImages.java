package dev.trainyard.network;

import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.compute.Floats;

/** Shortcut A: every second pixel of the input, its channels in the middle of the output's, the others zero. */
final class PaddedImages {
    private final ConvolutionShape shape;
    private final int before;

    /**
     * @param shape of the block's first convolution, which halves height and width
     * @param before the block's {@link Block#channelsBefore}
     */
    PaddedImages(ConvolutionShape shape, int before) {
        this.shape = shape;
        this.before = before;
    }

    /** The shortcut of those images. */
    ShortcutSource of(Floats images) {
        return (from, into, n) -> {
            long pixel = from / shape.outputChannels();
            for (int at = before; at < n; at += shape.outputChannels(), pixel++) {
                images.read(inputOffset(pixel), into, at, shape.inputChannels());
            }
        };
    }

    /** Adds the gradient of the shortcut of some images to theirs. */
    void addGradient(Floats shortcutGradient, Floats inputGradient, long firstImage, int images) {
        int outputRow = shape.outputWidth() * shape.outputChannels();
        int inputRow = shape.width() * shape.inputChannels();
        float[] outer = new float[outputRow];
        float[] inner = new float[inputRow];
        long rows = (long) images * shape.outputHeight();
        long firstRow = firstImage * shape.outputHeight();
        for (long row = firstRow; row < firstRow + rows; row++) {
            long at = inputOffset(row * shape.outputWidth());
            shortcutGradient.read(row * outputRow, outer, outputRow);
            inputGradient.read(at, inner, inputRow);
            addRow(outer, inner);
            inputGradient.write(at, inner, inputRow);
        }
    }

    private void addRow(float[] outer, float[] inner) {
        for (int column = 0; column < shape.outputWidth(); column++) {
            int from = column * shape.outputChannels() + before;
            int to = 2 * column * shape.inputChannels();
            for (int channel = 0; channel < shape.inputChannels(); channel++) {
                inner[to + channel] += outer[from + channel];
            }
        }
    }

    /** Where the input has an output's pixel. */
    private long inputOffset(long outputPixel) {
        long row = outputPixel / shape.outputWidth();
        long column = outputPixel % shape.outputWidth();
        long image = row / shape.outputHeight();
        long inputRow = image * shape.height() + 2 * (row % shape.outputHeight());
        return (inputRow * shape.width() + 2 * column) * shape.inputChannels();
    }
}
