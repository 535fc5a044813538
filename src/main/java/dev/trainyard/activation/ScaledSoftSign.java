package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.abs;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a x / (b + |x|) with learnt a and b (Pishchik 2023). */
final class ScaledSoftSign implements ActivationFunction {
    private static final int A = 0;
    private static final int B = 1;

    @Override
    public List<String> parameters() {
        return List.of("a", "b");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        return p.times(A, x).divi(p.plus(B, abs(x, true)));
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray d = p.plus(B, abs(x, true));
        INDArray da = x.div(d);
        // df/db = -a x / d^2 and df/dx = a / d - a |x| / d^2 = a b / d^2
        INDArray db = p.times(A, da).divi(d).negi();
        INDArray dx = p.times(A, p.times(B, d.mul(d).rdivi(1)));
        return new Derivatives(dx, List.of(da, db));
    }
}
