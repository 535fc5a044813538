package dev.trainyard.training;

import dev.trainyard.dataset.Batch;
import dev.trainyard.network.ResNetGraph;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one copy of the network found for its part of a batch. On the heap, since that is the one memory that every device
 * can reach, and in double precision, which holds what any network computes.
 *
 * @param images in that part
 * @param gradient of all parameters in their flat order, summed over the images
 * @param parameters in the same order: as before the step, but for the running statistics, which have moved
 * @param logits image by image
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Share(int images, double[] gradient, double[] parameters, float[] logits) {
    /** Goes forward and backward, and changes nothing but the running statistics. */
    static Share compute(ComputationGraph network, Logits logits, Batch part) {
        DataType type = network.params().dataType();
        long classes = network.layerSize(ResNetGraph.LOGITS);
        try (INDArray images = TrainingPass.images(part).castTo(type);
                INDArray oneHot =
                        TrainingPass.oneHot(part.labels(), (int) classes).castTo(type)) {
            network.setInputs(images);
            network.setLabels(oneHot);
            network.computeGradientAndScore();
            network.clear();
            network.clearLayersStates();
        }
        return new Share(part.size(), values(network.gradient().gradient()), values(network.params()), logits.last());
    }

    static double[] values(INDArray flat) {
        return flat.dup().data().asDouble();
    }
}
