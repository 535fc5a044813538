package dev.trainyard.activation;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An elementwise function f(x; p) over arrays of shape [rows, channels]. Implementations hold no state and answer new
 * arrays; where f has a kink they take the derivative from the left, as PyTorch does for ReLU.
 */
interface ActivationFunction {
    /** Names of what is learnt, in the order of {@link Derivatives#parameters()}; empty for a fixed function. */
    List<String> parameters();

    /** f(x; p). */
    INDArray value(INDArray x, Coefficients p);

    /** df/dx and df/dp, element by element. */
    Derivatives derivatives(INDArray x, Coefficients p);

    /**
     * Derivatives at every element.
     *
     * @param input df/dx, shaped like x
     * @param parameters df/dp for each parameter, each shaped like x
     */
    record Derivatives(INDArray input, List<INDArray> parameters) {}
}
