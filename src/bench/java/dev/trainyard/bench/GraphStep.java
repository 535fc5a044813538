package dev.trainyard.bench;

import dev.trainyard.network.NetworkSpec;
import dev.trainyard.network.ResNetGraph;
import dev.trainyard.training.Engine;
import dev.trainyard.training.PublishedNetwork;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Steps of a Deeplearning4j graph, of our layers or of its own, over one batch of random images. */
final class GraphStep implements Runnable {
    private static final int CLASSES = 10;

    private final ComputationGraph network;
    private final Workload workload;
    private final INDArray[] images;
    private final INDArray[] labels;

    private GraphStep(ComputationGraph network, Workload workload, long... shape) {
        this.network = network;
        this.workload = workload;
        images = new INDArray[] {Nd4j.randn(DataType.FLOAT, shape)};
        labels = new INDArray[] {labels(workload.batch())};
    }

    static GraphStep ours(Workload workload) {
        Engine.start(workload.threads());
        int size = NetworkSpec.CIFAR_SIZE;
        ComputationGraph network = PublishedNetwork.create(workload.depth(), workload.activation(), CLASSES);
        return new GraphStep(network, workload, workload.batch(), size, size, 3);
    }

    static GraphStep stock(Workload workload) {
        Engine.start(workload.threads());
        int size = NetworkSpec.CIFAR_SIZE;
        ComputationGraph network = StockNetwork.create(workload.depth(), CLASSES, PublishedNetwork.updater());
        return new GraphStep(network, workload, workload.batch(), 3, size, size);
    }

    @Override
    public void run() {
        switch (workload.job()) {
            case STEPS -> network.fit(images, labels);
            case INFERENCE -> infer();
        }
    }

    private void infer() {
        for (INDArray logits : network.output(List.of(ResNetGraph.LOGITS), false, images, null)) {
            logits.close();
        }
    }

    private static INDArray labels(int count) {
        Random random = new Random(42);
        INDArray oneHot = Nd4j.zeros(DataType.FLOAT, count, CLASSES);
        for (int image = 0; image < count; image++) {
            oneHot.putScalar(image, random.nextInt(CLASSES), 1);
        }
        return oneHot;
    }
}
