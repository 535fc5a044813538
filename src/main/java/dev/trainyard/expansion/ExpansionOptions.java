package dev.trainyard.expansion;

import dev.trainyard.request.JsonFields;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How pictures of the web come into a version.
 *
 * @param base exactly that version of a data set, or a built-in one
 * @param newClasses whether labels may be of classes that the base has not
 * @param minSide rows and columns that a picture has at least
 * @param nearThreshold bits of 64 in which the hashes of pictures differ at most that resemble each other; -1 for none
 * @param cap the most pictures that are added to a class; none if it is empty
 * @param target the most images to train on that a class comes to have; none if it is empty
 * @param check how a trained network looks at labels; null if none does
 */
record ExpansionOptions(
        String base,
        boolean newClasses,
        int minSide,
        int nearThreshold,
        OptionalInt cap,
        OptionalInt target,
        @Nullable CheckOptions check) {
    /** See docs/expansion.md for what it finds and what it mistakes. */
    static final int NEAR_THRESHOLD = 6;

    private static final int LARGEST_SIDE = 4096;
    private static final int MOST_IMAGES = 1_000_000;
    private static final int MOST_BITS = 20;

    /** Reads what is not the base; it is null until that is known. */
    static ExpansionOptions read(JsonFields fields, String base) {
        return new ExpansionOptions(
                base,
                fields.bool("new_classes", false),
                (int) fields.integer("min_side", 32, 1, LARGEST_SIDE),
                (int) fields.integer("near_threshold", NEAR_THRESHOLD, -1, MOST_BITS),
                number(fields, "cap_per_class"),
                number(fields, "target_per_class"),
                CheckOptions.read(fields).orElse(null));
    }

    /** The same with that check. */
    ExpansionOptions with(CheckOptions pinned) {
        return new ExpansionOptions(base, newClasses, minSide, nearThreshold, cap, target, pinned);
    }

    private static OptionalInt number(JsonFields fields, String name) {
        return fields.integerOrNull(name, 0, MOST_IMAGES)
                .map(value -> OptionalInt.of(Math.toIntExact(value)))
                .orElse(OptionalInt.empty());
    }

    /** As they are read again, with the base beside them. */
    ObjectNode json() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("new_classes", newClasses)
                .put("min_side", minSide)
                .put("near_threshold", nearThreshold);
        cap.ifPresent(most -> json.put("cap_per_class", most));
        target.ifPresent(most -> json.put("target_per_class", most));
        if (check != null) {
            check.write(json);
        }
        return json;
    }
}
