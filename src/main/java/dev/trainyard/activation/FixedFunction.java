package dev.trainyard.activation;

import static org.nd4j.linalg.ops.transforms.Transforms.abs;
import static org.nd4j.linalg.ops.transforms.Transforms.exp;
import static org.nd4j.linalg.ops.transforms.Transforms.relu;
import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.softPlus;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;

/** Functions that learn nothing: activations of their own, and the terms of a {@link LinearCombination}. */
enum FixedFunction implements ActivationFunction {
    /** max(0, x). */
    RELU {
        @Override
        INDArray value(INDArray x) {
            return relu(x, true);
        }

        @Override
        INDArray derivative(INDArray x) {
            return positive(x);
        }
    },
    /** x s(x), s the logistic sigmoid. */
    SILU {
        @Override
        INDArray value(INDArray x) {
            return sigmoid(x, true).muli(x);
        }

        @Override
        INDArray derivative(INDArray x) {
            INDArray s = sigmoid(x, true);
            return s.rsub(1).muli(x).addi(1).muli(s);
        }
    },
    /** x for x > 0, exp(x) - 1 otherwise (Clevert et al. 2015). */
    ELU {
        @Override
        INDArray value(INDArray x) {
            return exp(negativePart(x), false).subi(1).addi(relu(x, true));
        }

        @Override
        INDArray derivative(INDArray x) {
            return exp(negativePart(x), false);
        }
    },
    /** x Phi(x), Phi the distribution function of the standard normal (Hendrycks and Gimpel 2016). */
    GELU {
        @Override
        INDArray value(INDArray x) {
            return normalDistribution(x).muli(x);
        }

        @Override
        INDArray derivative(INDArray x) {
            INDArray density = exp(x.mul(x).muli(-0.5), false).muli(1 / Math.sqrt(2 * Math.PI));
            return density.muli(x).addi(normalDistribution(x));
        }

        private static INDArray normalDistribution(INDArray x) {
            return Nd4j.getExecutioner()
                    .exec(new Erf(x.mul(Math.sqrt(0.5))))
                    .addi(1)
                    .muli(0.5);
        }
    },
    /** x tanh(log(1 + exp(x))) (Misra 2019). */
    MISH {
        @Override
        INDArray value(INDArray x) {
            return tanh(stableSoftPlus(x), false).muli(x);
        }

        @Override
        INDArray derivative(INDArray x) {
            INDArray t = tanh(stableSoftPlus(x), false);
            return t.mul(t).rsubi(1).muli(x).muli(sigmoid(x, true)).addi(t);
        }

        /** max(x, 0) + log(1 + exp(-|x|)), which does not overflow. */
        private static INDArray stableSoftPlus(INDArray x) {
            return softPlus(abs(x, true).negi(), false).addi(relu(x, true));
        }
    },
    /** {@link Delu} with n = 0. */
    HELU {
        @Override
        INDArray value(INDArray x) {
            return Delu.value(x, relu(x, true).muli(0.5));
        }

        @Override
        INDArray derivative(INDArray x) {
            return Delu.derivative(x, positive(x).muli(0.5));
        }
    },
    /** s(x) = 1 / (1 + exp(-x)). */
    SIGMOID {
        @Override
        INDArray value(INDArray x) {
            return sigmoid(x, true);
        }

        @Override
        INDArray derivative(INDArray x) {
            INDArray s = sigmoid(x, true);
            return s.rsub(1).muli(s);
        }
    },
    /** tanh(x). */
    TANH {
        @Override
        INDArray value(INDArray x) {
            return tanh(x, true);
        }

        @Override
        INDArray derivative(INDArray x) {
            INDArray t = tanh(x, true);
            return t.muli(t).rsubi(1);
        }
    },
    /** x / (1 + |x|). */
    SOFTSIGN {
        @Override
        INDArray value(INDArray x) {
            return x.div(abs(x, true).addi(1));
        }

        @Override
        INDArray derivative(INDArray x) {
            INDArray d = abs(x, true).addi(1);
            return d.muli(d).rdivi(1);
        }
    };

    abstract INDArray value(INDArray x);

    abstract INDArray derivative(INDArray x);

    @Override
    public List<String> parameters() {
        return List.of();
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        return value(x);
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        return new Derivatives(derivative(x), List.of());
    }

    /** 1 where x > 0, else 0, in x's own type. */
    static INDArray positive(INDArray x) {
        return Nd4j.getExecutioner().exec(new Step(x, x.ulike(), 0.0));
    }

    /** min(0, x). */
    static INDArray negativePart(INDArray x) {
        return x.sub(relu(x, true));
    }
}
