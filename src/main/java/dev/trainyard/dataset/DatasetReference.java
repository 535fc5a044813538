package dev.trainyard.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe's {@code dataset} may be: {@code cifar-10}; {@code birds}, the last version of a data set of one's own;
 * {@code birds@3}, that version; {@code birds@3+web=25%}, that version with a quarter of the images that its expansion
 * added; {@code birds@3+copies=25%}, as many copies of its other images in their place, the control of an experiment.
 *
 * @param version null for the last one
 * @param share of the added images; null for all of them
 */
public record DatasetReference(
        String name, @Nullable Integer version, @Nullable AddedShare share) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9][a-z0-9-]{0,62})(?:@([1-9][0-9]{0,8}))?(?:\\+(web|copies)=([0-9]{1,3})%)?");

    /** Empty if the text has no such form. */
    public static Optional<DatasetReference> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Integer version = form.group(2) == null ? null : Integer.valueOf(form.group(2));
        if (form.group(3) == null) {
            return Optional.of(new DatasetReference(form.group(1), version, null));
        }
        int percent = Integer.parseInt(form.group(4));
        return percent > 100
                ? Optional.empty()
                : Optional.of(new DatasetReference(
                        form.group(1),
                        version,
                        new AddedShare(percent, form.group(3).equals("copies"))));
    }

    @Override
    public String toString() {
        return name + (version == null ? "" : "@" + version) + (share == null ? "" : "+" + share);
    }
}
