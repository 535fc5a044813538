package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.exp;
import static org.nd4j.linalg.ops.transforms.Transforms.relu;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x s(x) for x <= 0 and (n + 0.5) x + |exp(-x) - 1| for x > 0, with learnt n (Pishchik 2023). With r = max(0, x) and
 * m = min(0, x) that is (n + 0.5) r + 1 - exp(-r) + m s(m), which has no case distinction and cannot overflow.
 */
final class Delu implements ActivationFunction {
    private static final int N = 0;

    @Override
    public List<String> parameters() {
        return List.of("n");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        INDArray r = relu(x, true);
        return value(x, p.times(N, r).addi(r.muli(0.5)));
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray positive = FixedFunction.positive(x);
        INDArray slope = p.times(N, positive).addi(positive.muli(0.5));
        return new Derivatives(derivative(x, slope), List.of(relu(x, true)));
    }

    /** The value, given (n + 0.5) r; the given array is used up. */
    static INDArray value(INDArray x, INDArray linearPart) {
        INDArray decay = exp(relu(x, true).negi(), false);
        return linearPart.subi(decay).addi(1).addi(FixedFunction.SILU.value(FixedFunction.negativePart(x)));
    }

    /** df/dx, given n + 0.5 where x > 0 and 0 elsewhere; the given array is used up. */
    static INDArray derivative(INDArray x, INDArray slope) {
        INDArray positive = FixedFunction.positive(x);
        INDArray decay = exp(relu(x, true).negi(), false).muli(positive);
        INDArray left = FixedFunction.SILU.derivative(FixedFunction.negativePart(x));
        return slope.addi(decay).addi(left.muli(positive.rsubi(1)));
    }
}
