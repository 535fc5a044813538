package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.activation.ActivationSpec;
import dev.trainyard.dataset.Batch;
import dev.trainyard.network.NetworkMemory;
import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNet;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.network.Shortcut;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** In double precision, beside Deeplearning4j's own step on one device. */
class ReplicasTest {
    private static final int CLASSES = 3;

    @Test
    void partsOfUnequalSizesTogetherMakeTheStepOfTheWholeBatchWhereImagesDoNotMeet() {
        Batch batch = batch(5);

        double[] one = update(ReplicasTest::withoutBatchNorm, batch);

        assertClose(update(ReplicasTest::withoutBatchNorm, batch, 2), one);
        assertClose(update(ReplicasTest::withoutBatchNorm, batch, 3), one);
    }

    @Test
    void moreDevicesThanImagesMakeTheSameStep() {
        Batch batch = batch(2);

        assertClose(update(ReplicasTest::withoutBatchNorm, batch, 3), update(ReplicasTest::withoutBatchNorm, batch));
    }

    /** Then the statistics of each part are those of the whole. */
    @Test
    void aResNetMakesTheStepOfTheWholeBatchWhereBothPartsAreAlike() {
        Batch batch = twice(batch(2));

        assertClose(update(ReplicasTest::resNet, batch, 2), update(ReplicasTest::resNet, batch));
    }

    @Test
    void runningStatisticsMoveByTheMeanOfTheParts() {
        Batch batch = batch(3);
        double[] first = parametersAfter(batch.split(2).get(0), 1);
        double[] second = parametersAfter(batch.split(2).get(1), 1);

        double[] both = parametersAfter(batch, 2);

        int[] untrained = untrained();
        assertThat(untrained).isNotEmpty();
        for (int i : untrained) {
            assertThat(both[i]).isCloseTo((2 * first[i] + second[i]) / 3, within(1e-12));
        }
    }

    /** As a step of learning rate 1 subtracts it. */
    private static double[] update(Supplier<ComputationGraph> create, Batch batch) {
        ComputationGraph network = create.get();
        try (INDArray images = TrainingPass.images(batch).castTo(DataType.DOUBLE);
                INDArray oneHot = TrainingPass.oneHot(batch.labels(), CLASSES).castTo(DataType.DOUBLE)) {
            FlatUpdater.install(network, 1);
            network.fit(new INDArray[] {images}, new INDArray[] {oneHot});
            return Share.values(network.gradient().gradient());
        } finally {
            NetworkMemory.release(network);
        }
    }

    private static double[] update(Supplier<ComputationGraph> create, Batch batch, int devices) {
        ComputationGraph network = create.get();
        try (Logits logits = new Logits(network);
                Replicas replicas = Replicas.start(devices, create)) {
            FlatUpdater.install(network, 1);
            assertThat(replicas.step(network, logits, batch)).hasSize(batch.size() * CLASSES);
            return Share.values(network.gradient().gradient());
        } finally {
            NetworkMemory.release(network);
        }
    }

    private static double[] parametersAfter(Batch batch, int devices) {
        ComputationGraph network = resNet();
        try (Logits logits = new Logits(network);
                Replicas replicas = Replicas.start(devices, ReplicasTest::resNet)) {
            FlatUpdater.install(network, 1);
            replicas.step(network, logits, batch);
            return Share.values(network.params());
        } finally {
            NetworkMemory.release(network);
        }
    }

    /** Where the running statistics are: all else has a gradient, or weight decay. */
    private static int[] untrained() {
        double[] update = update(ReplicasTest::resNet, batch(3));
        return IntStream.range(0, update.length).filter(i -> update[i] == 0).toArray();
    }

    private static void assertClose(double[] update, double[] expected) {
        assertThat(update).containsExactly(expected, within(1e-12));
        assertThat(Arrays.stream(expected).anyMatch(value -> Math.abs(value) > 1e-3))
                .isTrue();
    }

    private static ComputationGraph resNet() {
        NetworkSpec spec = new NetworkSpec(new ResNet(8), ActivationSpec.named("coslu"), Shortcut.A, CLASSES);
        return ResNetGraph.create(spec, updater(), 1e-4, 7, DataType.DOUBLE);
    }

    private static ComputationGraph withoutBatchNorm() {
        var graph = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(7)
                .updater(updater())
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(
                        InputType.convolutional(NetworkSpec.CIFAR_SIZE, NetworkSpec.CIFAR_SIZE, 3, CNN2DFormat.NHWC))
                .addLayer("hidden", dense(4, Activation.TANH), "image")
                .addLayer(ResNetGraph.LOGITS, dense(CLASSES, Activation.IDENTITY), "hidden")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(new LossMCXENT())
                                .activation(Activation.SOFTMAX)
                                .build(),
                        ResNetGraph.LOGITS)
                .setOutputs("loss")
                .build();
        ComputationGraph network = new ComputationGraph(graph);
        network.init();
        return network;
    }

    private static DenseLayer dense(int outputs, Activation activation) {
        return new DenseLayer.Builder().nOut(outputs).activation(activation).build();
    }

    private static MomentumSgd updater() {
        return new MomentumSgd(1, 0.9, false);
    }

    private static Batch batch(int size) {
        Random random = new Random(size);
        float[] images = new float[size * NetworkSpec.CIFAR_SIZE * NetworkSpec.CIFAR_SIZE * 3];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        return new Batch(images, IntStream.range(0, size).map(i -> i % CLASSES).toArray());
    }

    private static Batch twice(Batch batch) {
        float[] images = new float[2 * batch.images().length];
        System.arraycopy(batch.images(), 0, images, 0, batch.images().length);
        System.arraycopy(batch.images(), 0, images, batch.images().length, batch.images().length);
        return new Batch(
                images,
                IntStream.range(0, 2 * batch.size())
                        .map(i -> batch.labels()[i % batch.size()])
                        .toArray());
    }
}
