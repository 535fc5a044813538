package dev.trainyard.network;

import dev.trainyard.activation.Activation;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The formulas of the activations in ONNX's standard operators, those of {@link Activation} to the last term. Broadcasting
 * makes no difference of a parameter for a layer and one for each channel.
 */
final class OnnxActivation {
    private final OnnxGraph graph;
    private final Activation activation;
    private final UnaryOperator<String> parameters;

    /** @param parameters the graph's value for a parameter's name */
    OnnxActivation(OnnxGraph graph, Activation activation, UnaryOperator<String> parameters) {
        this.graph = graph;
        this.activation = activation;
        this.parameters = parameters;
    }

    /** f(x). Throws IllegalArgumentException for an activation that has no formula here. */
    String of(String x) {
        return switch (activation.name()) {
            case "coslu" -> wave("Cos", x);
            case "sinlu" -> wave("Sin", x);
            case "delu" -> delu(x, graph.add("Add", parameter("n"), graph.number(0.5)));
            case "relun" -> graph.add("Min", graph.add("Relu", x), parameter("n"));
            case "shilu" -> graph.add("Add", times("a", graph.add("Relu", x)), parameter("b"));
            case "scaledsoftsign" ->
                graph.add("Div", times("a", x), graph.add("Add", graph.add("Abs", x), parameter("b")));
            case "prelu" -> graph.add("PRelu", x, parameter("a"));
            case "lincomb" -> weightedSum(x);
            case "normlincomb" ->
                graph.add(
                        "Div",
                        weightedSum(x),
                        sum(weights().stream().map(this::parameter).toList()));
            default -> fixed(activation.name(), x);
        };
    }

    /** Those of no parameters, which are what combinations combine, too. */
    private String fixed(String name, String x) {
        return switch (name) {
            case "relu" -> graph.add("Relu", x);
            case "silu" -> silu(x);
            case "elu" -> graph.add("Elu", x);
            case "gelu" -> gelu(x);
            case "mish" -> graph.add("Mul", x, graph.add("Tanh", graph.add("Softplus", x)));
            case "helu" -> delu(x, graph.number(0.5));
            case "sigmoid" -> graph.add("Sigmoid", x);
            case "tanh" -> graph.add("Tanh", x);
            case "softsign" -> graph.add("Softsign", x);
            default -> throw new IllegalArgumentException("There is no ONNX for the activation " + name);
        };
    }

    /** (x + a wave(b x)) s(x). */
    private String wave(String wave, String x) {
        String amplitude = graph.add("Add", x, times("a", graph.add(wave, times("b", x))));
        return graph.add("Mul", amplitude, graph.add("Sigmoid", x));
    }

    /** slope r + 1 - exp(-r) + m s(m) with r = max(0, x) and m = min(0, x), which cannot overflow. */
    private String delu(String x, String slope) {
        String r = graph.add("Relu", x);
        String decay = graph.add("Exp", graph.add("Neg", r));
        String right = graph.add("Sub", graph.add("Add", graph.add("Mul", slope, r), graph.number(1)), decay);
        return graph.add("Add", right, silu(graph.add("Min", x, graph.number(0))));
    }

    private String silu(String x) {
        return graph.add("Mul", x, graph.add("Sigmoid", x));
    }

    /** x (1 + erf(x / sqrt(2))) / 2. */
    private String gelu(String x) {
        String erf = graph.add("Erf", graph.add("Mul", x, graph.number(Math.sqrt(0.5))));
        return graph.add("Mul", graph.add("Mul", x, graph.number(0.5)), graph.add("Add", erf, graph.number(1)));
    }

    private String weightedSum(String x) {
        return sum(weights().stream().map(term -> times(term, fixed(term, x))).toList());
    }

    private String sum(List<String> values) {
        return graph.add("Sum", values.toArray(String[]::new));
    }

    /** A combination's weights have the names of its terms. */
    private List<String> weights() {
        return List.copyOf(activation.parameters().keySet());
    }

    private String times(String parameter, String x) {
        return graph.add("Mul", x, parameter(parameter));
    }

    private String parameter(String name) {
        return parameters.apply(name);
    }
}
