package dev.trainyard.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum of w_i F_i(x) over fixed functions F_i, with learnt w_i; {@code normalized}, that sum divided by the sum of
 * the w_i (LinComb and NormLinComb of Pishchik 2023). A weight has the name of its term.
 */
record LinearCombination(List<FixedFunction> terms, boolean normalized) implements ActivationFunction {
    @Override
    public List<String> parameters() {
        return terms.stream().map(term -> term.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public INDArray value(INDArray x, Coefficients p) {
        return normalize(weightedSum(terms.stream().map(term -> term.value(x)).toList(), p), p);
    }

    @Override
    public Derivatives derivatives(INDArray x, Coefficients p) {
        List<INDArray> values = terms.stream().map(term -> term.value(x)).toList();
        List<INDArray> slopes = terms.stream().map(term -> term.derivative(x)).toList();
        INDArray dx = normalize(weightedSum(slopes, p), p);
        if (!normalized) {
            return new Derivatives(dx, values);
        }
        // df/dw_i = (F_i - f) / sum of w
        INDArray f = normalize(weightedSum(values, p), p);
        List<INDArray> dw = new ArrayList<>();
        values.forEach(value -> dw.add(normalize(value.sub(f), p)));
        return new Derivatives(dx, dw);
    }

    private INDArray weightedSum(List<INDArray> values, Coefficients p) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> p.times(i, values.get(i)))
                .reduce(INDArray::addi)
                .orElseThrow();
    }

    private INDArray normalize(INDArray sum, Coefficients p) {
        return normalized ? p.sum().divide(sum, 0) : sum;
    }
}
