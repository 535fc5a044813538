package dev.trainyard.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.function.UnaryOperator;

/** The activations in NDArray operations; what they compute belongs to the memory of x, as DJL gives it to the left. */
final class DjlActivation {
    private final UnaryOperator<NDArray> function;

    private DjlActivation(UnaryOperator<NDArray> function) {
        this.function = function;
    }

    /**
     * The activation of that name.
     *
     * @param learnt makes an array one that is trained
     */
    static DjlActivation named(String name, NDManager memory, UnaryOperator<NDArray> learnt) {
        return switch (name) {
            case "relu" -> new DjlActivation(Activation::relu);
            case "coslu" -> cosLu(learnt.apply(memory.ones(new Shape(1))), learnt.apply(memory.ones(new Shape(1))));
            case "delu" -> delu(learnt.apply(memory.zeros(new Shape(1))));
            case "relun" -> reluN(learnt.apply(memory.ones(new Shape(1))));
            default -> throw new IllegalArgumentException("libtorch-djl has no activation " + name);
        };
    }

    NDArray of(NDArray x) {
        return function.apply(x);
    }

    private static DjlActivation cosLu(NDArray a, NDArray b) {
        return new DjlActivation(x -> x.add(x.mul(b).cos().mul(a)).mul(Activation.sigmoid(x)));
    }

    private static DjlActivation delu(NDArray n) {
        return new DjlActivation(x -> {
            NDArray slope = n.add(0.5f);
            slope.attach(x.getManager());
            NDArray right = x.mul(slope).add(x.neg().exp().sub(1).abs());
            return NDArrays.where(x.lte(0), x.mul(Activation.sigmoid(x)), right);
        });
    }

    private static DjlActivation reluN(NDArray n) {
        return new DjlActivation(x -> Activation.relu(x).minimum(n));
    }
}
