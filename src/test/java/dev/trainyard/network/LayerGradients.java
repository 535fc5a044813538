package dev.trainyard.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Compares a layer's analytic gradients, in double precision, with central differences of L = sum(e * output) for a
 * fixed random e: for every input element and every trained parameter.
 */
final class LayerGradients {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-6;
    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    private final Layer layer;
    private final INDArray input;
    private final INDArray outer;

    /** A layer in training, its parameters moved to random values between 0.3 and 1.7. */
    LayerGradients(ImageLayer configuration, InputType type, INDArray input, long seed) {
        this.input = input;
        this.layer = instantiate(configuration, type);
        Random random = new Random(seed);
        INDArray parameters = layer.params();
        for (long i = 0; parameters != null && i < parameters.length(); i++) {
            parameters.putScalar(i, 0.3 + 1.4 * random.nextDouble());
        }
        INDArray output = output();
        this.outer = random(random, output.shape());
    }

    static INDArray random(Random random, long... shape) {
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    /** Checks all inputs and all trained parameters. */
    void check() {
        output();
        var backward = layer.backpropGradient(outer.dup(), NO_WORKSPACES);
        INDArray inputGradient = backward.getSecond().dup('c');
        checkEach("input", input, inputGradient);
        for (String name :
                layer.conf().getLayer().initializer().weightKeys(layer.conf().getLayer())) {
            INDArray analytic = backward.getFirst().getGradientFor(name).dup('c');
            checkEach(name, layer.getParam(name), analytic);
        }
    }

    private void checkEach(String name, INDArray variable, INDArray analytic) {
        assertThat(analytic.shape()).as("shape of the gradient of " + name).isEqualTo(variable.shape());
        INDArray values = variable.reshape(variable.length());
        INDArray gradients = analytic.reshape(analytic.length());
        for (long i = 0; i < values.length(); i++) {
            double value = values.getDouble(i);
            values.putScalar(i, value + STEP);
            double above = loss();
            values.putScalar(i, value - STEP);
            double below = loss();
            values.putScalar(i, value);
            double numeric = (above - below) / (2 * STEP);
            assertThat(gradients.getDouble(i))
                    .as("d/d%s[%d] at %s", name, i, value)
                    .isCloseTo(numeric, within(TOLERANCE * Math.max(1, Math.abs(numeric))));
        }
    }

    private double loss() {
        return output().mul(outer).sumNumber().doubleValue();
    }

    /** The output in training for the input. */
    INDArray output() {
        return layer.activate(input, true, NO_WORKSPACES);
    }

    /** The layer with its initial parameters, its gradients ready to be written. */
    static Layer instantiate(ImageLayer configuration, InputType type) {
        configuration.setNIn(type, true);
        NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .layer(configuration)
                .build();
        long length = configuration.initializer().numParams(configuration);
        INDArray parameters = Nd4j.create(DataType.DOUBLE, Math.max(1, length));
        Layer layer = conf.getLayer().instantiate(conf, null, 0, parameters, true, DataType.DOUBLE);
        if (length > 0) {
            layer.setBackpropGradientsViewArray(Nd4j.create(DataType.DOUBLE, length));
        }
        return layer;
    }
}
