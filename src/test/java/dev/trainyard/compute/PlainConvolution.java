package dev.trainyard.compute;

/** A convolution by its definition, in double precision. */
record PlainConvolution(ConvolutionShape shape, int images) {
    private interface Product {
        void at(int input, int weight, int output);
    }

    double[] forward(float[] input, float[] weights, float[] bias) {
        double[] output = new double[images * shape.outputLength()];
        for (int i = 0; i < output.length; i++) {
            output[i] = bias[i % bias.length];
        }
        forEach((x, w, y) -> output[y] += (double) input[x] * weights[w]);
        return output;
    }

    double[] inputGradient(float[] outputGradient, float[] weights) {
        double[] gradient = new double[images * shape.inputLength()];
        forEach((x, w, y) -> gradient[x] += (double) outputGradient[y] * weights[w]);
        return gradient;
    }

    double[] weightGradient(float[] input, float[] outputGradient) {
        double[] gradient = new double[shape.weightLength()];
        forEach((x, w, y) -> gradient[w] += (double) input[x] * outputGradient[y]);
        return gradient;
    }

    private void forEach(Product product) {
        for (int image = 0; image < images; image++) {
            for (int row = 0; row < shape.outputHeight(); row++) {
                for (int column = 0; column < shape.outputWidth(); column++) {
                    forEach(image, row, column, product);
                }
            }
        }
    }

    private void forEach(int image, int row, int column, Product product) {
        int output = ((image * shape.outputHeight() + row) * shape.outputWidth() + column) * shape.outputChannels();
        for (int kernelRow = 0; kernelRow < shape.kernel(); kernelRow++) {
            for (int kernelColumn = 0; kernelColumn < shape.kernel(); kernelColumn++) {
                int y = row * shape.stride() + kernelRow - shape.padding();
                int x = column * shape.stride() + kernelColumn - shape.padding();
                if (y >= 0 && y < shape.height() && x >= 0 && x < shape.width()) {
                    int input = ((image * shape.height() + y) * shape.width() + x) * shape.inputChannels();
                    int weight = (kernelRow * shape.kernel() + kernelColumn) * shape.inputChannels();
                    forEachChannel(input, weight, output, product);
                }
            }
        }
    }

    private void forEachChannel(int input, int weight, int output, Product product) {
        for (int from = 0; from < shape.inputChannels(); from++) {
            for (int to = 0; to < shape.outputChannels(); to++) {
                product.at(input + from, (weight + from) * shape.outputChannels() + to, output + to);
            }
        }
    }
}
