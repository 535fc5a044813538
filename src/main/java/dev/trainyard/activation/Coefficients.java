package dev.trainyard.activation;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a function's parameters, as operands of arrays of shape [rows, channels].
 *
 * @param values for each parameter one number, or one for each channel, of shape [1] or [channels]
 */
record Coefficients(List<INDArray> values) {
    static final Coefficients NONE = new Coefficients(List.of());

    /** p x, a new array. */
    INDArray times(int parameter, INDArray x) {
        INDArray p = values.get(parameter);
        return p.length() == 1 ? x.mul(p.getDouble(0)) : x.mulRowVector(p);
    }

    /** p + x, a new array. */
    INDArray plus(int parameter, INDArray x) {
        INDArray p = values.get(parameter);
        return p.length() == 1 ? x.add(p.getDouble(0)) : x.addRowVector(p);
    }

    /** The sum of all parameters, of shape [1] or [channels]. */
    Coefficients sum() {
        INDArray sum = values.get(0).dup();
        values.stream().skip(1).forEach(sum::addi);
        return new Coefficients(List.of(sum));
    }

    /** x / p, a new array. */
    INDArray divide(INDArray x, int parameter) {
        INDArray p = values.get(parameter);
        return p.length() == 1 ? x.div(p.getDouble(0)) : x.divRowVector(p);
    }
}
