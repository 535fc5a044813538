package dev.trainyard.network;

import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A block's parameters by name, and where to write their gradients. */
record BlockParameters(Function<String, INDArray> values, Function<String, INDArray> gradients) {
    INDArray value(String name) {
        return values.apply(name);
    }

    INDArray gradient(String name) {
        return gradients.apply(name);
    }

    /** Sets a gradient. */
    void setGradient(String name, INDArray gradient) {
        gradient(name).assign(gradient);
    }
}
