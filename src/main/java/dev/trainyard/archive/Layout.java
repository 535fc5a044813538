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
 * @param parted whether there are {@code train} and {@code test}
 * @param classes the names of the folders, numbers by value and others by name
 */
record Layout(boolean parted, List<String> classes) {
    private static final int MOST_CLASSES = 1000;
    private static final int LONGEST_NAME = 100;
    private static final String WANTED = "train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png";
    private static final Predicate<String> IS_NUMBER = name -> name.matches("[0-9]{1,9}");

    /** Finds the layout of pictures by their names, of which those of the classes are kept. */
    static final class Search {
        private final TreeSet<String> classes = new TreeSet<>();
        private @Nullable EntryName first;

        void add(EntryName picture) throws MalformedArchiveException {
            EntryName known = first == null ? picture : first;
            first = known;
            if (picture.folders() < 1 || picture.folders() != known.folders() || picture.isPart(2) != known.isPart(2)) {
                throw new MalformedArchiveException(
                        "The pictures %s and %s are not in folders of one kind; wanted are %s"
                                .formatted(known.text(), picture.text(), WANTED));
            }
            classes.add(picture.folder(1));
            if (classes.size() > MOST_CLASSES) {
                throw new MalformedArchiveException(
                        "The archive has folders of more than %d classes".formatted(MOST_CLASSES));
            }
        }

        Layout found() throws MalformedArchiveException {
            if (first == null) {
                throw new MalformedArchiveException("The archive has no pictures; wanted are " + WANTED);
            }
            if (classes.size() < 2) {
                throw new MalformedArchiveException("The archive has folders of %d classes; wanted are 2 to %d"
                        .formatted(classes.size(), MOST_CLASSES));
            }
            requireNames(classes);
            return new Layout(first.isPart(2), sorted(classes));
        }
    }

    private static List<String> sorted(Collection<String> names) {
        Comparator<String> order =
                names.stream().allMatch(IS_NUMBER) ? Comparator.comparing(Integer::valueOf) : Comparator.naturalOrder();
        return names.stream().sorted(order).toList();
    }

    /** Throws MalformedArchiveException unless these names of classes are ones, and different everywhere. */
    static void requireNames(Collection<String> names) throws MalformedArchiveException {
        Map<String, String> known = new HashMap<>();
        for (String name : names) {
            if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw new MalformedArchiveException(
                        "The name of class %s is longer than %d characters, or has characters that are not seen"
                                .formatted(EntryName.shown(name), LONGEST_NAME));
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
