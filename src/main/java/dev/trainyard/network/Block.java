package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of {@link Unit}s one after the other and a {@link Link} around them, as one Deeplearning4j layer, so
 * that what lies between them need not be written to memory and read again.
 */
final class Block extends ImageLayer {
    private static final long serialVersionUID = 1;

    private ArrayList<Unit> units = new ArrayList<>();
    private Link link = Link.NONE;
    private @Nullable Unit projection;

    /** For Deeplearning4j's JSON alone. */
    Block() {}

    private Block(List<Unit> units, Link link) {
        this.units = new ArrayList<>(units);
        this.link = link;
    }

    /** One unit alone: conv - norm - activation. */
    static Block stem(int channels, Activation activation) {
        return new Block(List.of(Unit.numbered(1, 1, channels, activation)), Link.NONE);
    }

    /** conv - norm - activation - conv - norm, plus the input, then the activation (He et al. 2015, figure 2). */
    static Block basic(int channels, Activation activation) {
        return new Block(units(1, channels, activation), Link.IDENTITY);
    }

    /** A basic block of half the input's height and width. */
    static Block shrinking(int channels, Activation activation, Shortcut shortcut) {
        Block block = new Block(units(2, channels, activation), Link.PADDED);
        if (shortcut == Shortcut.B) {
            block.link = Link.PROJECTED;
            block.projection = Unit.projection(2, channels);
        }
        return block;
    }

    private static List<Unit> units(int stride, int channels, Activation activation) {
        return List.of(Unit.numbered(1, stride, channels, activation), Unit.numbered(2, 1, channels, activation));
    }

    List<Unit> units() {
        return units;
    }

    Link link() {
        return link;
    }

    /** The unit on the shortcut, of {@link Link#PROJECTED} alone. */
    @Nullable
    Unit projection() {
        return projection;
    }

    int inputChannels() {
        return units.get(0).inputChannels();
    }

    int outputChannels() {
        return units.get(units.size() - 1).outputChannels();
    }

    /** Where the input's channels lie among the output's, of {@link Link#PADDED}. */
    int channelsBefore() {
        return (outputChannels() - inputChannels()) / 2;
    }

    @Override
    protected ParameterLayout layout() {
        List<ParameterLayout.Parameter> parameters = new ArrayList<>();
        units.forEach(unit -> parameters.addAll(unit.parameters()));
        if (projection != null) {
            parameters.addAll(projection.parameters());
        }
        return new ParameterLayout(parameters);
    }

    @Override
    protected org.deeplearning4j.nn.layers.BaseLayer<?> runtime(NeuralNetConfiguration conf, DataType type) {
        return new BlockLayer(conf, type);
    }

    @Override
    protected InputType outputOf(InputTypeConvolutional input) {
        long height = input.getHeight();
        long width = input.getWidth();
        for (Unit unit : units) {
            var shape = unit.shape(height, width);
            height = shape.outputHeight();
            width = shape.outputWidth();
        }
        return InputType.convolutional(height, width, outputChannels(), CNN2DFormat.NHWC);
    }

    @Override
    protected void setChannels(int channels) {
        int input = channels;
        for (Unit unit : units) {
            unit.setInputChannels(input);
            input = unit.outputChannels();
        }
        if (projection != null) {
            projection.setInputChannels(channels);
        }
    }
}
