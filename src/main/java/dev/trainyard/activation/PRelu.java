package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.relu;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** max(0, x) + a min(0, x) with learnt a (He et al. 2015, "Delving deep into rectifiers"). */
final class PRelu implements ActivationFunction {
    private static final int A = 0;

    @Override
    public List<String> parameters() {
        return List.of("a");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        return p.times(A, FixedFunction.negativePart(x)).addi(relu(x, true));
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray positive = FixedFunction.positive(x);
        INDArray dx = p.times(A, positive.rsub(1)).addi(positive);
        return new Derivatives(dx, List.of(FixedFunction.negativePart(x)));
    }
}
