package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.relu;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** min(max(0, x), n) with learnt n (Pishchik 2023), computed as n - max(0, n - max(0, x)). */
final class ReluN implements ActivationFunction {
    private static final int N = 0;

    @Override
    public List<String> parameters() {
        return List.of("n");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        return p.plus(N, relu(room(x, p), false).negi());
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray room = room(x, p);
        INDArray clipped = FixedFunction.positive(room).rsubi(1);
        INDArray dx = FixedFunction.positive(x).muli(clipped.rsub(1));
        return new Derivatives(dx, List.of(clipped));
    }

    /** n - max(0, x): what is left below the ceiling. */
    private static INDArray room(INDArray x, Coefficients p) {
        return p.plus(N, relu(x, true).negi());
    }
}
