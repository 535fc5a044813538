package dev.trainyard.archive;

import dev.trainyard.dataset.Part;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the pictures of an archive are labelled: each is in the folder of its class, and these are in {@code train} and
 * {@code test}, or all together. All of that may be in further folders.
 *
 * @param depth of all pictures: the number of their folders
 * @param parted whether there are {@code train} and {@code test}
 * @param classes the names of the folders, numbers by value and others by name
 */
record Layout(int depth, boolean parted, List<String> classes) {
    private static final int MOST_CLASSES = 1000;
    private static final int LONGEST_NAME = 100;
    private static final String WANTED = "train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png";
    private static final Predicate<String> IS_NUMBER = name -> name.matches("[0-9]{1,9}");

    /** The layout of pictures with these names; throws MalformedArchiveException if they have none. */
    static Layout of(Collection<EntryName> pictures) throws MalformedArchiveException {
        if (pictures.isEmpty()) {
            throw new MalformedArchiveException("The archive has no pictures; wanted are " + WANTED);
        }
        EntryName first = pictures.iterator().next();
        boolean parted = first.isPart(2);
        TreeSet<String> names = new TreeSet<>();
        for (EntryName picture : pictures) {
            if (picture.folders() != first.folders() || picture.folders() < 1 || picture.isPart(2) != parted) {
                throw new MalformedArchiveException(
                        "The pictures %s and %s are not in folders of one kind; wanted are %s"
                                .formatted(first.text(), picture.text(), WANTED));
            }
            names.add(picture.folder(1));
        }
        requireNames(names);
        return new Layout(first.folders(), parted, sorted(names));
    }

    private static List<String> sorted(Collection<String> names) {
        Comparator<String> order =
                names.stream().allMatch(IS_NUMBER) ? Comparator.comparing(Integer::valueOf) : Comparator.naturalOrder();
        return names.stream().sorted(order).toList();
    }

    private static void requireNames(Collection<String> names) throws MalformedArchiveException {
        if (names.size() < 2 || names.size() > MOST_CLASSES) {
            throw new MalformedArchiveException(
                    "The archive has folders of %d classes; wanted are 2 to %d".formatted(names.size(), MOST_CLASSES));
        }
        Map<String, String> known = new HashMap<>();
        for (String name : names) {
            if (name.length() > LONGEST_NAME) {
                throw new MalformedArchiveException("The name of class %s… is longer than %d characters"
                        .formatted(name.substring(0, LONGEST_NAME), LONGEST_NAME));
            }
            String other = known.put(folded(name), name);
            if (other != null) {
                throw new MalformedArchiveException(
                        "The classes %s and %s differ by case or spelling of letters alone".formatted(other, name));
            }
        }
    }

    /** Two names that are one on some disks. */
    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** What a picture is for; null if the archive does not say. */
    @Nullable
    Part part(EntryName picture) {
        return parted ? picture.part(2) : null;
    }
}
