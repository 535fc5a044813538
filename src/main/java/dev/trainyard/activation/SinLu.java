package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.cos;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.sin;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sinusoidal linear unit, (x + a sin(b x)) s(x) with learnt a and b (Paul et al. 2022). */
final class SinLu implements ActivationFunction {
    private static final int A = 0;
    private static final int B = 1;

    @Override
    public List<String> parameters() {
        return List.of("a", "b");
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        INDArray wave = sin(p.times(B, x), false);
        return p.times(A, wave).addi(x).muli(sigmoid(x, true));
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        INDArray s = sigmoid(x, true);
        INDArray bx = p.times(B, x);
        INDArray sine = sin(bx, true);
        INDArray cosine = cos(bx, false);
        INDArray da = sine.mul(s);
        // df/db = a x cos(b x) s
        INDArray waveSlope = p.times(A, cosine);
        INDArray db = waveSlope.mul(x).muli(s);
        // df/dx = s (1 + a b cos(b x)) + (x + a sin(b x)) s (1 - s)
        INDArray amplitude = p.times(A, sine).addi(x);
        INDArray dx =
                amplitude.muli(s.rsub(1)).addi(1).addi(p.times(B, waveSlope)).muli(s);
        return new Derivatives(dx, List.of(da, db));
    }
}
