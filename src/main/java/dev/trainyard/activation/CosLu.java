package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.cos;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.sin;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Cosine linear unit, (x + a cos(b x)) s(x) with learnt a and b (Pishchik 2023). */
final class CosLu implements ActivationFunction {
    private static final int A = 0;
    private static final int B = 1;

    @Override
    public List<String> parameters() {
        return List.of("a", "b");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        INDArray wave = cos(p.times(B, x), false);
        return p.times(A, wave).addi(x).muli(sigmoid(x, true));
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray s = sigmoid(x, true);
        INDArray bx = p.times(B, x);
        INDArray cosine = cos(bx, true);
        INDArray sine = sin(bx, false);
        INDArray da = cosine.mul(s);
        // df/db = -a x sin(b x) s
        INDArray waveSlope = p.times(A, sine).negi();
        INDArray db = waveSlope.mul(x).muli(s);
        // df/dx = s (1 - a b sin(b x)) + (x + a cos(b x)) s (1 - s)
        INDArray amplitude = p.times(A, cosine).addi(x);
        INDArray dx =
                amplitude.muli(s.rsub(1)).addi(1).addi(p.times(B, waveSlope)).muli(s);
        return new Derivatives(dx, List.of(da, db));
    }
}
