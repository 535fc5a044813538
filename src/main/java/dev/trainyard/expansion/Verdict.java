package dev.trainyard.expansion;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.ImageSet;
import dev.trainyard.dataset.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides of one picture after the other whether it comes into a version, given the base and those that came before it: the same
 * pictures in the same order have the same fates, whenever they were fetched.
 */
final class Verdict {
    private final ExpansionOptions options;
    private final Strikes.Struck struck;
    private final Likeness train;
    private final Likeness test;
    private final Map<String, Integer> trainCounts = new HashMap<>();
    private final Map<String, Integer> addedCounts = new HashMap<>();
    private final int side;
    private final @Nullable LabelCheck check;

    /** @param check what a network thinks of labels; null if none is asked */
    Verdict(ExpansionOptions options, Strikes.Struck struck, Dataset base, @Nullable LabelCheck check) {
        this.check = check;
        this.options = options;
        this.struck = struck;
        this.side = base.train().height();
        this.train = new Likeness(side, options.nearThreshold());
        this.test = new Likeness(side, options.nearThreshold());
        know(base, base.train(), train);
        know(base, base.test(), test);
    }

    private void know(Dataset base, ImageSet images, Likeness known) {
        List<String> classes = base.classes();
        for (int image = 0; image < images.size(); image++) {
            byte[] pixels = images.image(image);
            if (!struck.has(pixels)) {
                known.add(pixels);
                if (known == train) {
                    trainCounts.merge(classes.get(images.label(image)), 1, Integer::sum);
                }
            }
        }
    }

    /** The fate of the next picture; one that is added is known from now on. */
    Decided of(ImageStore.Candidate candidate) {
        Decided early = refused(candidate);
        if (early != null) {
            return early;
        }
        byte[] pixels = candidate.pixels();
        if (pixels == null) {
            return new Decided(candidate.number(), Fate.FAILED, "it was not fetched");
        }
        Decided like = candidate.part() == Part.TRAIN
                ? alike(candidate, pixels, train, test, "an image to test with")
                : alike(candidate, pixels, test, train, "an image to train on");
        if (like != null) {
            return like;
        }
        LabelCheck.Doubt doubt =
                check == null ? null : check.of(candidate.label(), pixels).orElse(null);
        if (check != null && check.drops() && doubt != null) {
            return new Decided(candidate.number(), doubt.fate(), doubt.reason());
        }
        if (candidate.part() == Part.TRAIN && isFull(candidate.label())) {
            return new Decided(candidate.number(), Fate.CAPPED, null);
        }
        return added(candidate, pixels, doubt);
    }

    private Decided added(ImageStore.Candidate candidate, byte[] pixels, LabelCheck.@Nullable Doubt doubt) {
        (candidate.part() == Part.TRAIN ? train : test).add(pixels);
        if (candidate.part() == Part.TRAIN) {
            trainCounts.merge(candidate.label(), 1, Integer::sum);
            addedCounts.merge(candidate.label(), 1, Integer::sum);
        }
        return doubt == null
                ? new Decided(candidate.number(), Fate.ADDED, null)
                : new Decided(candidate.number(), Fate.ADDED, doubt.reason(), doubt.fate());
    }

    private @Nullable Decided refused(ImageStore.Candidate candidate) {
        if (struck.has(candidate)) {
            return new Decided(candidate.number(), Fate.STRUCK, null);
        }
        Fate fetch = candidate.fetchFate();
        if (fetch != null) {
            return new Decided(candidate.number(), fetch, candidate.detail());
        }
        int least = Math.max(side, options.minSide());
        if (Math.min(candidate.width(), candidate.height()) < least) {
            return new Decided(
                    candidate.number(),
                    Fate.TOO_SMALL,
                    "%d x %d, at least %d are wanted".formatted(candidate.width(), candidate.height(), least));
        }
        return null;
    }

    /** Contamination is looked for first: it is what would make a result worthless. */
    private static @Nullable Decided alike(
            ImageStore.Candidate candidate, byte[] pixels, Likeness own, Likeness other, String others) {
        if (other.hasEqual(pixels)) {
            return new Decided(candidate.number(), Fate.LEAKED, "it equals " + others);
        }
        if (other.hasLike(pixels)) {
            return new Decided(candidate.number(), Fate.LEAKED, "it resembles " + others);
        }
        if (own.hasEqual(pixels)) {
            return new Decided(candidate.number(), Fate.DUPLICATE, null);
        }
        return own.hasLike(pixels) ? new Decided(candidate.number(), Fate.NEAR_DUPLICATE, null) : null;
    }

    private boolean isFull(String label) {
        return isReached(options.cap(), addedCounts.getOrDefault(label, 0))
                || isReached(options.target(), trainCounts.getOrDefault(label, 0));
    }

    private static boolean isReached(OptionalInt most, int count) {
        return most.isPresent() && count >= most.getAsInt();
    }
}
