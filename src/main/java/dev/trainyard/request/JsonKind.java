package dev.trainyard.request;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A kind of JSON value.
 *
 * @param allowed the values of this kind, in words
 * @param names the values of this kind if it is a choice, else empty
 * @param reader the value of a node, or nothing if the node is not of this kind
 */
public record JsonKind<T>(String allowed, Collection<String> names, Function<JsonNode, Optional<T>> reader) {
    private static final int SHOWN = 60;

    /** Whole numbers from min to max; 2.0 is none. */
    public static JsonKind<Long> integer(long min, long max) {
        return new JsonKind<>(
                "a whole number, %d to %d".formatted(min, max),
                List.of(),
                node -> Optional.of(node)
                        .filter(one -> one.isIntegralNumber() && one.canConvertToLong())
                        .map(JsonNode::longValue)
                        .filter(value -> value >= min && value <= max));
    }

    /** This kind, told as one that may also be null. */
    JsonKind<T> orNull() {
        return new JsonKind<>(allowed + ", or null", names, reader);
    }

    /** Finite numbers within the bounds. */
    public static JsonKind<Double> number(Bounds bounds) {
        return new JsonKind<>(
                "a number, " + bounds.allowed(),
                List.of(),
                node -> Optional.of(node)
                        .filter(JsonNode::isNumber)
                        .map(one -> one.numberValue().doubleValue())
                        .filter(value ->
                                Double.isFinite(value) && bounds.contains().test(value)));
    }

    /** True and false. */
    public static JsonKind<Boolean> bool() {
        return new JsonKind<>(
                "true, false",
                List.of(),
                node -> Optional.of(node).filter(JsonNode::isBoolean).map(JsonNode::booleanValue));
    }

    /** Texts of 1 to maxLength characters, none of them a control character, as a database can hold them. */
    public static JsonKind<String> text(int maxLength) {
        return new JsonKind<>(
                "a text of 1 to %d characters, no control characters".formatted(maxLength),
                List.of(),
                node -> string(node).filter(text -> isClean(text, maxLength)));
    }

    /** What one of these names stands for. */
    public static <T> JsonKind<T> choice(Map<String, T> choices) {
        return new JsonKind<>(
                String.join(", ", choices.keySet()),
                choices.keySet(),
                node -> string(node).map(choices::get));
    }

    /** What a text of some form stands for; the names are examples of it. */
    public static <T> JsonKind<T> named(Collection<String> names, Function<String, Optional<T>> find) {
        return new JsonKind<>(
                String.join(", ", names), names, node -> string(node).flatMap(find));
    }

    /** Whether a text can be stored and shown: not blank, not too long, no control characters, no half characters. */
    public static boolean isClean(String text, int maxLength) {
        return !text.isBlank()
                && text.length() <= maxLength
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** What is wrong with a node that is not of this kind. */
    Invalid refusal(JsonNode node, String pointer, String name) {
        String meant = string(node)
                .flatMap(text -> Nearest.to(text, names))
                .map("; maybe %s is meant"::formatted)
                .orElse("");
        return new Invalid(pointer, "%s is %s%s".formatted(name, shown(node), meant), allowed);
    }

    /** The node as it was written, if it is short enough. */
    static String shown(JsonNode node) {
        return shortened(node.toString());
    }

    /** A text in quotes, as JSON, if it is short enough. */
    public static String quoted(String text) {
        return shown(StringNode.valueOf(text));
    }

    static String shortened(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        // Half of a character would be no text any more.
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }

    private static Optional<String> string(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
