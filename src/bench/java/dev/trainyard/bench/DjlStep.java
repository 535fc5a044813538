package dev.trainyard.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;

/** Steps of libtorch through DJL, over one batch of random images: automatic differentiation, then SGD with momentum. */
final class DjlStep implements Runnable {
    private static final int CLASSES = 10;
    private static final float LEARNING_RATE = 0.1f;
    private static final float MOMENTUM = 0.9f;
    private static final float WEIGHT_DECAY = 1e-4f;
    private static final float NO_CLIPPING = -1;

    private final NDManager memory = NDManager.newBaseManager("PyTorch");
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final Workload workload;
    private final DjlNetwork network;
    private final List<NDArray> velocities = new ArrayList<>();
    private final NDArray images;
    private final NDArray labels;

    DjlStep(Workload workload) {
        this.workload = workload;
        network = new DjlNetwork(memory, workload, CLASSES);
        network.weights().forEach(weight -> velocities.add(weight.zerosLike()));
        images = memory.randomNormal(new Shape(workload.batch(), 3, 32, 32));
        labels = memory.randomInteger(0, CLASSES, new Shape(workload.batch()), DataType.INT64);
    }

    /** Arrays that a step makes belong to a memory of its own, and end with it. */
    @Override
    public void run() {
        try (NDManager step = memory.newSubManager()) {
            images.tempAttach(step);
            labels.tempAttach(step);
            switch (workload.job()) {
                case STEPS -> train();
                case INFERENCE -> network.logits(images, false);
            }
        }
    }

    private void train() {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray logits = network.logits(images, true);
            collector.backward(loss.evaluate(new NDList(labels), new NDList(logits)));
        }
        for (int i = 0; i < velocities.size(); i++) {
            update(network.weights().get(i), velocities.get(i));
        }
    }

    /** Sets the gradient to zero as well. */
    private static void update(NDArray weight, NDArray velocity) {
        try (NDArray gradient = weight.getGradient()) {
            weight.getNDArrayInternal()
                    .sgdUpdate(
                            new NDList(weight, gradient, velocity),
                            new NDList(weight),
                            LEARNING_RATE,
                            WEIGHT_DECAY,
                            1,
                            NO_CLIPPING,
                            MOMENTUM,
                            false);
        }
    }
}
