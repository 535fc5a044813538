package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import dev.trainyard.compute.ConvolutionShape;
import dev.trainyard.network.ParameterLayout.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * A convolution without bias, batch normalisation (Ioffe and Szegedy 2015) and an activation, as part of a
 * {@link Block}'s configuration. Parameters are named after these three: {@code conv1.weight} of shape [kernel, kernel,
 * input channels, output channels], {@code bn1.weight, bn1.bias, bn1.mean, bn1.variance} of shape [output channels],
 * {@code act1.a} of shape [1], or [output channels] where each channel has its own.
 *
 * <p>The running statistics, mean and variance, are parameters so that they are saved with the others and lie among
 * them, which lets Deeplearning4j update all of a network in one go. A forward pass in training moves them; their
 * gradient is always 0.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Unit {
    /** As in PyTorch. */
    static final double EPSILON = 1e-5;
    /** How far a running statistic moves towards a batch's, as in PyTorch. */
    static final double MOMENTUM = 0.1;

    static final String MEAN = ".mean";
    static final String VARIANCE = ".variance";

    private String convolution = "";
    private String norm = "";
    private String activationName = "";
    private @Nullable Activation activation;
    private int kernel;
    private int stride;
    private int inputChannels;
    private int outputChannels;

    /** For Deeplearning4j's JSON alone. */
    Unit() {}

    private Unit(String convolution, String norm, int kernel, int stride, int outputChannels) {
        this.convolution = convolution;
        this.norm = norm;
        this.kernel = kernel;
        this.stride = stride;
        this.outputChannels = outputChannels;
    }

    /** A 3x3 convolution, norm and activation, named {@code conv, bn, act} and the number. */
    static Unit numbered(int number, int stride, int outputChannels, Activation activation) {
        Unit unit = new Unit("conv" + number, "bn" + number, 3, stride, outputChannels);
        unit.activationName = "act" + number;
        unit.activation = activation;
        return unit;
    }

    /** A 1x1 convolution and norm, without activation: shortcut B of He et al. 2015. */
    static Unit projection(int stride, int outputChannels) {
        return new Unit("shortcut.0", "shortcut.1", 1, stride, outputChannels);
    }

    void setInputChannels(int channels) {
        this.inputChannels = channels;
    }

    int inputChannels() {
        return inputChannels;
    }

    int outputChannels() {
        return outputChannels;
    }

    @Nullable
    Activation activation() {
        return activation;
    }

    ConvolutionShape shape(long height, long width) {
        return new ConvolutionShape(inputChannels, outputChannels, (int) height, (int) width, kernel, stride);
    }

    int stride() {
        return stride;
    }

    String weight() {
        return convolution + ".weight";
    }

    String scale() {
        return norm + ".weight";
    }

    String bias() {
        return norm + ".bias";
    }

    String mean() {
        return norm + MEAN;
    }

    String variance() {
        return norm + VARIANCE;
    }

    String ofActivation(String parameter) {
        return activationName + "." + parameter;
    }

    List<Parameter> parameters() {
        List<Long> channels = List.of((long) outputChannels);
        List<Parameter> parameters = new ArrayList<>(List.of(
                new Parameter(
                        weight(),
                        List.of((long) kernel, (long) kernel, (long) inputChannels, (long) outputChannels),
                        0,
                        true),
                new Parameter(scale(), channels, 1, true),
                new Parameter(bias(), channels, 0, true),
                new Parameter(mean(), channels, 0, false),
                new Parameter(variance(), channels, 1, false)));
        if (activation != null) {
            List<Long> shape = switch (activation.sharing()) {
                case CHANNEL -> channels;
                case LAYER, NETWORK -> List.of(1L);
            };
            activation
                    .parameters()
                    .forEach(
                            (name, initial) -> parameters.add(new Parameter(ofActivation(name), shape, initial, true)));
        }
        return parameters;
    }
}
