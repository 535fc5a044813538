package dev.trainyard.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read one by one. What is wrong with one is noted, and reading goes on with a stand-in,
 * so that {@link #complete()} can tell all errors at once; values that were read before it must not be used without it.
 */
public final class JsonFields {
    private final JsonNode object;
    private final String pointer;
    private final List<Invalid> errors;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(JsonNode object, String pointer, List<Invalid> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** The fields of a request's body; a body that is no object has none, and is an error. */
    public static JsonFields of(JsonNode body) {
        var fields = new JsonFields(body, "", new ArrayList<>());
        if (!body.isObject()) {
            fields.errors.add(new Invalid("", "the body is " + JsonKind.shown(body), "a JSON object"));
        }
        return fields;
    }

    /** Ends the reading of a body: throws if anything was wrong, a field that nobody asked for included. */
    public void complete() {
        rejectUnknown();
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    /** Whether anything was wrong so far: then what was read may be a stand-in. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Whether the field is there, with whatever value. */
    public boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /** A whole number. */
    public long integer(String name, long absent, long min, long max) {
        return value(name, JsonKind.integer(min, max)).orElse(absent);
    }

    /** A whole number; null is the same as its absence. */
    public Optional<Long> integerOrNull(String name, long min, long max) {
        return isNull(name)
                ? Optional.empty()
                : value(name, JsonKind.integer(min, max).orNull());
    }

    /** A finite number. */
    public double number(String name, double absent, Bounds bounds) {
        return value(name, JsonKind.number(bounds)).orElse(absent);
    }

    /** True or false. */
    public boolean bool(String name, boolean absent) {
        return value(name, JsonKind.bool()).orElse(absent);
    }

    /** A text without control characters, of 1 to maxLength characters. */
    public Optional<String> text(String name, int maxLength) {
        return value(name, JsonKind.text(maxLength));
    }

    /** A text as above; null is the same as its absence. */
    public Optional<String> textOrNull(String name, int maxLength) {
        return isNull(name)
                ? Optional.empty()
                : value(name, JsonKind.text(maxLength).orNull());
    }

    /** One of the choices, by its name. */
    public <T> T choice(String name, T absent, Map<String, T> choices) {
        return value(name, JsonKind.choice(choices)).orElse(absent);
    }

    /** One of the choices; its absence is an error. */
    public <T> T requiredChoice(String name, Map<String, T> choices) {
        require(name, String.join(", ", choices.keySet()));
        return choice(name, choices.values().iterator().next(), choices);
    }

    /** A value of that kind; its absence is an error. */
    public <T> Optional<T> required(String name, JsonKind<T> kind) {
        require(name, kind.allowed());
        return value(name, kind);
    }

    /** Notes an error if the field is absent. */
    public void require(String name, String allowed) {
        if (!has(name) && object.isObject()) {
            reject(name, name + " is missing", allowed);
        }
    }

    /** A list of values that are each of the kind. */
    public <T> Optional<List<T>> list(String name, int minSize, int maxSize, JsonKind<T> kind) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode array = object.get(name);
        if (!array.isArray() || array.size() < minSize || array.size() > maxSize) {
            String size = minSize == maxSize ? "" + minSize : "%d to %d".formatted(minSize, maxSize);
            reject(name, "%s is %s".formatted(name, JsonKind.shown(array)), "a list of %s values".formatted(size));
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            read(array.get(i), pointer(name) + "/" + i, "%s[%d]".formatted(name, i), kind)
                    .ifPresent(values::add);
        }
        return Optional.of(values);
    }

    /** A nested object, read by the reader; its errors join ours. */
    public <T> Optional<T> object(String name, Function<JsonFields, T> reader) {
        return object(name, "an object", reader);
    }

    /** A nested object as above; null is the same as its absence. */
    public <T> Optional<T> objectOrNull(String name, Function<JsonFields, T> reader) {
        return isNull(name) ? Optional.empty() : object(name, "an object or null", reader);
    }

    private <T> Optional<T> object(String name, String allowed, Function<JsonFields, T> reader) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = object.get(name);
        if (!value.isObject()) {
            reject(name, "%s is %s".formatted(name, JsonKind.shown(value)), allowed);
            return Optional.empty();
        }
        var nested = new JsonFields(value, pointer(name), errors);
        T read = reader.apply(nested);
        nested.rejectUnknown();
        return Optional.of(read);
    }

    /** Whether the field is there and an object: for fields that may be something else as well. */
    public boolean isObject(String name) {
        return has(name) && object.get(name).isObject();
    }

    private boolean isNull(String name) {
        return has(name) && object.get(name).isNull();
    }

    /** Notes an error that only the reader could find. */
    public void reject(String name, String message, String allowed) {
        errors.add(new Invalid(pointer(name), message, allowed));
    }

    /** Notes an error within a field, such as {@code images/3}. */
    public void rejectAt(String path, String message, String allowed) {
        errors.add(new Invalid(pointer + "/" + path, message, allowed));
    }

    private <T> Optional<T> value(String name, JsonKind<T> kind) {
        return has(name) ? read(object.get(name), pointer(name), name, kind) : Optional.empty();
    }

    private <T> Optional<T> read(JsonNode node, String where, String name, JsonKind<T> kind) {
        Optional<T> value = kind.reader().apply(node);
        if (value.isEmpty()) {
            errors.add(kind.refusal(node, where, name));
        }
        return value;
    }

    private void rejectUnknown() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String meant = Nearest.to(name, known)
                        .map("; maybe %s is meant"::formatted)
                        .orElse("");
                reject(
                        name,
                        "%s is no field here%s".formatted(JsonKind.shortened(name), meant),
                        String.join(", ", known));
            }
        }
    }

    private String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
