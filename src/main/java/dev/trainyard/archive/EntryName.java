package dev.trainyard.archive;

import dev.trainyard.dataset.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name of a file in an archive, as the path that it is.
 *
 * @param text as the archive has it
 * @param path its folders and its name
 */
record EntryName(String text, List<String> path) {
    private static final int LONGEST = 1024;
    private static final int DEEPEST = 32;
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp");
    private static final Set<String> LITTER = Set.of("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini");

    /** Throws MalformedArchiveException for a name that would leave the folder it is unpacked in, or is none. */
    static EntryName of(String text) throws MalformedArchiveException {
        String plain = text.startsWith("./") ? text.substring(2) : text;
        List<String> path = Arrays.asList(plain.split("/", DEEPEST + 1));
        boolean wrong = plain.length() > LONGEST
                || path.size() > DEEPEST
                || plain.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == ':')
                || path.stream().anyMatch(segment -> segment.isBlank() || segment.equals(".") || segment.equals(".."));
        if (wrong) {
            throw new MalformedArchiveException(
                    "The entry \"%s\" has no valid name: a relative path with slashes, without .. and colons, of at most %d characters and %d levels"
                            .formatted(shown(text), LONGEST, DEEPEST));
        }
        return new EntryName(text, path);
    }

    /** As much as people need of a name that may be none. */
    static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
    }

    /** What file managers leave behind. */
    boolean isLitter() {
        return path.stream().anyMatch(segment -> LITTER.contains(segment) || segment.startsWith("._"));
    }

    boolean isPicture() {
        return PICTURES.contains(extension());
    }

    boolean isBinary() {
        return extension().equals("bin");
    }

    boolean isText() {
        return extension().equals("txt");
    }

    String file() {
        return path.get(path.size() - 1);
    }

    private String extension() {
        return file().substring(file().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The folder at that depth from the file: 1 is the one that it is in. */
    String folder(int up) {
        return path.get(path.size() - 1 - up);
    }

    int folders() {
        return path.size() - 1;
    }

    /** Whether the folder at that depth says what its pictures are for. */
    boolean isPart(int up) {
        return folders() >= up && (folder(up).equals("train") || folder(up).equals("test"));
    }

    /** What the folder at that depth says. */
    Part part(int up) {
        return folder(up).equals("test") ? Part.TEST : Part.TRAIN;
    }
}
