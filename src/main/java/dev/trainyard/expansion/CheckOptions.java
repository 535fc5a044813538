package dev.trainyard.expansion;

import dev.trainyard.request.Bounds;
import dev.trainyard.request.JsonFields;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a trained network looks at labels.
 *
 * @param by the id of the run or of the imported model that is asked
 * @param sha256 of its weights; null until they are pinned
 * @param drops whether pictures of which it doubts are left out; else they are added and flagged
 * @param confidence probability of another class from which on it doubts a label, above 0.5
 * @param outliers share of the base's test images, 0 to 0.1, which it is to take for outliers: with 0 none are looked for
 */
record CheckOptions(String by, @Nullable String sha256, boolean drops, double confidence, double outliers) {
    private static final int LONGEST = 100;

    /** Empty where no network is to be asked. */
    static Optional<CheckOptions> read(JsonFields fields) {
        Optional<String> by = fields.textOrNull("check_by", LONGEST);
        Optional<String> sha256 = fields.textOrNull("check_sha256", LONGEST);
        boolean drops = fields.choice("check_action", false, Map.of("flag", false, "drop", true));
        double confidence = fields.number("check_confidence", 0.95, Bounds.between(0.5, 1));
        double outliers = fields.number("check_outliers", 0.001, Bounds.between(0, 0.1));
        return by.map(id -> new CheckOptions(id, sha256.orElse(null), drops, confidence, outliers));
    }

    CheckOptions pinned(String weights) {
        return new CheckOptions(by, weights, drops, confidence, outliers);
    }

    void write(ObjectNode json) {
        json.put("check_by", by)
                .put("check_sha256", sha256)
                .put("check_action", drops ? "drop" : "flag")
                .put("check_confidence", confidence)
                .put("check_outliers", outliers);
    }
}
