package dev.trainyard.activation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every activation by name. In formulas s is the logistic sigmoid. */
public final class Activations {
    private static final String PISHCHIK = "Pishchik 2023, Trainable Activations for Image Classification";
    private static final List<String> DEFAULT_TERMS = List.of("relu", "sigmoid", "tanh", "softsign");

    private static final List<ActivationDescription> ALL = List.of(
            trainable("coslu", "(x + a cos(b x)) s(x)", Map.of("a", 1.0, "b", 1.0), PISHCHIK),
            trainable("delu", "x s(x) for x <= 0; (n + 0.5) x + |exp(-x) - 1| for x > 0", Map.of("n", 0.0), PISHCHIK),
            trainable("relun", "min(max(0, x), n)", Map.of("n", 1.0), PISHCHIK),
            trainable("sinlu", "(x + a sin(b x)) s(x)", Map.of("a", 1.0, "b", 1.0), "Paul et al. 2022, SinLU"),
            trainable("shilu", "a max(0, x) + b", Map.of("a", 1.0, "b", 1.0), PISHCHIK),
            trainable("scaledsoftsign", "a x / (b + |x|)", Map.of("a", 1.0, "b", 1.0), PISHCHIK),
            combination("lincomb", "sum of w_i F_i(x)"),
            combination("normlincomb", "sum of w_i F_i(x) / sum of w_i"),
            trainable(
                    "prelu",
                    "max(0, x) + a min(0, x)",
                    Map.of("a", 0.25),
                    "He et al. 2015, Delving Deep into Rectifiers"),
            fixed("relu", "max(0, x)", "Nair and Hinton 2010"),
            fixed("silu", "x s(x)", "Elfwing et al. 2017"),
            fixed("elu", "x for x > 0; exp(x) - 1 otherwise", "Clevert et al. 2015"),
            fixed(
                    "gelu",
                    "x Phi(x), Phi the distribution function of the standard normal",
                    "Hendrycks and Gimpel 2016"),
            fixed("mish", "x tanh(log(1 + exp(x)))", "Misra 2019"),
            fixed("helu", "delu with n fixed at 0", PISHCHIK));

    private Activations() {}

    /** All of them, trainable ones first. */
    public static List<ActivationDescription> all() {
        return ALL;
    }

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(ActivationDescription::name).toList();
    }

    /** The activation of that name. */
    public static Optional<ActivationDescription> named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** What a combination may combine. */
    public static List<String> terms() {
        return Arrays.stream(FixedFunction.values()).map(Activations::nameOf).toList();
    }

    /**
     * The parameters of an activation and their published initial values. A combination has one weight for each term,
     * named like it, each 1 / number of terms.
     *
     * @param terms of a combination, its default ones where empty; ignored for any other activation
     */
    public static Map<String, Double> parameters(String name, List<String> terms) {
        ActivationDescription description = named(name).orElseThrow(() -> unknown(name));
        if (description.terms().isEmpty()) {
            return description.parameters();
        }
        return weights(terms.isEmpty() ? description.terms() : terms);
    }

    /** The function itself; throws IllegalArgumentException for a name or a term that there is not. */
    static ActivationFunction function(String name, List<String> terms) {
        return switch (name) {
            case "coslu" -> new CosLu();
            case "delu" -> new Delu();
            case "relun" -> new ReluN();
            case "sinlu" -> new SinLu();
            case "shilu" -> new ShiLu();
            case "scaledsoftsign" -> new ScaledSoftSign();
            case "prelu" -> new PRelu();
            case "lincomb", "normlincomb" -> combine(terms, name.equals("normlincomb"));
            default -> fixedFunction(name);
        };
    }

    /**
     * A kernel of that function; its parameters, in the order of {@link #parameters}, are to be set before use. Throws
     * IllegalArgumentException for a name or a term that there is not.
     *
     * @param length of the longest chunk, a multiple of the channel count
     */
    static ActivationKernel kernel(String name, List<String> terms, int channels, int length) {
        return switch (name) {
            case "coslu" -> WaveKernel.cosine(channels, length);
            case "delu" -> DeluKernel.delu(channels, length);
            case "relun" -> new PiecewiseKernels.ReluN(channels, length);
            case "sinlu" -> WaveKernel.sine(channels, length);
            case "shilu" -> new PiecewiseKernels.ShiLu(channels, length);
            case "scaledsoftsign" -> new ScaledSoftSignKernel(channels, length);
            case "prelu" -> new PiecewiseKernels.PRelu(channels, length);
            case "lincomb", "normlincomb" ->
                CombinationKernel.of(combine(terms, name.equals("normlincomb")), channels, length);
            default -> FixedKernels.of(fixedFunction(name), length);
        };
    }

    private static LinearCombination combine(List<String> terms, boolean normalized) {
        List<String> chosen = terms.isEmpty() ? DEFAULT_TERMS : terms;
        return new LinearCombination(
                chosen.stream().map(Activations::fixedFunction).toList(), normalized);
    }

    private static FixedFunction fixedFunction(String name) {
        return Arrays.stream(FixedFunction.values())
                .filter(function -> nameOf(function).equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static String nameOf(FixedFunction function) {
        return function.name().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("There is no activation \"%s\"".formatted(name));
    }

    private static Map<String, Double> weights(List<String> terms) {
        Map<String, Double> weights = new LinkedHashMap<>();
        terms.forEach(term -> weights.put(term, 1.0 / terms.size()));
        return weights;
    }

    private static ActivationDescription trainable(
            String name, String formula, Map<String, Double> parameters, String source) {
        return new ActivationDescription(name, formula, parameters, List.of(), source);
    }

    private static ActivationDescription fixed(String name, String formula, String source) {
        return new ActivationDescription(name, formula, Map.of(), List.of(), source);
    }

    private static ActivationDescription combination(String name, String formula) {
        return new ActivationDescription(name, formula, weights(DEFAULT_TERMS), DEFAULT_TERMS, PISHCHIK);
    }
}
