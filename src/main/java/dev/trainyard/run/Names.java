package dev.trainyard.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the API writes the constants of an enum: in lower case. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Every constant by its name, in order. */
    static <E extends Enum<E>> Map<String, E> all(Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(of(constant), constant);
        }
        return constants;
    }

    /** The constant of that name, which must be one. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
