package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.relu;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shifted linear unit, a max(0, x) + b with learnt a and b (Pishchik 2023). */
final class ShiLu implements ActivationFunction {
    private static final int A = 0;
    private static final int B = 1;

    @Override
    public List<String> parameters() {
        return List.of("a", "b");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        return p.plus(B, p.times(A, relu(x, true)));
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray dx = p.times(A, FixedFunction.positive(x));
        return new Derivatives(dx, List.of(relu(x, true), x.like().assign(1)));
    }
}
