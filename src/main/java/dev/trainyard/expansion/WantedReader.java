package dev.trainyard.expansion;

import dev.trainyard.dataset.Part;
import dev.trainyard.request.JsonKind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what somebody says of a picture, whatever its form; what is wrong is told by the name of its field. */
final class WantedReader {
    private static final Map<String, Part> PARTS = Map.of("train", Part.TRAIN, "test", Part.TEST);
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_LICENCE = 200;
    private static final String URL =
            "a URL of http or https with a host and no login, at most 2048 characters when it is escaped";

    private final Set<String> classes;
    private final boolean newClasses;

    /** @param newClasses whether labels may be others than these */
    WantedReader(Collection<String> classes, boolean newClasses) {
        this.classes = Set.copyOf(classes);
        this.newClasses = newClasses;
    }

    /** Told of a field that is wrong: its name, with the value; and what is allowed. */
    interface Refusal extends BiConsumer<String, String> {}

    /** Empty if something is wrong, which is told. */
    Optional<WantedImage> image(
            @Nullable String url,
            @Nullable String label,
            @Nullable String split,
            @Nullable String licence,
            Refusal refusal) {
        boolean right = isUrl(url, refusal) & isLabel(label, refusal);
        Part part = split == null || split.isEmpty() ? Part.TRAIN : PARTS.get(split);
        if (part == null) {
            refusal.accept("split is " + JsonKind.quoted(String.valueOf(split)), "train, test");
            right = false;
        }
        String kept = licence == null || licence.isBlank() ? null : licence;
        if (kept != null && !JsonKind.isClean(kept, LONGEST_LICENCE)) {
            refusal.accept(
                    "licence is " + JsonKind.quoted(kept),
                    "a text of at most %d characters".formatted(LONGEST_LICENCE));
            right = false;
        }
        return right && url != null && label != null && part != null
                ? Optional.of(new WantedImage(url, label, part, kept))
                : Optional.empty();
    }

    /** As above, of a page or sitemap. */
    Optional<WantedSource> source(
            WantedSource.Kind kind, @Nullable String url, @Nullable String label, Refusal refusal) {
        return isUrl(url, refusal) & isLabel(label, refusal) && url != null && label != null
                ? Optional.of(new WantedSource(kind, url, label))
                : Optional.empty();
    }

    private static boolean isUrl(@Nullable String url, Refusal refusal) {
        if (url != null && WebAddress.parse(url).isPresent()) {
            return true;
        }
        refusal.accept(url == null ? "url is missing" : "url is " + JsonKind.quoted(url), URL);
        return false;
    }

    private boolean isLabel(@Nullable String label, Refusal refusal) {
        boolean known =
                label != null && (classes.contains(label) || (newClasses && JsonKind.isClean(label, LONGEST_LABEL)));
        if (!known) {
            String allowed = newClasses
                    ? "a text of at most %d characters".formatted(LONGEST_LABEL)
                    : "a class of the base; others only with new_classes";
            refusal.accept(label == null ? "label is missing" : "label is " + JsonKind.quoted(label), allowed);
        }
        return known;
    }
}
