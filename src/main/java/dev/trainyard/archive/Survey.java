package dev.trainyard.archive;

/** What an archive has, by the names of its files. None is kept: there may be millions. */
final class Survey {
    private final Layout.Search layout = new Layout.Search();
    private long files;
    private long pictures;
    private long binaries;
    private long texts;
    private boolean twoLabels;

    /** Throws MalformedArchiveException for a picture that has no place in the layout of those before it. */
    void add(EntryName name) throws MalformedArchiveException {
        files++;
        if (name.isPicture()) {
            pictures++;
            layout.add(name);
        } else if (name.isBinary()) {
            binaries++;
        } else if (name.isText()) {
            texts++;
            twoLabels |= CifarImport.tellsOfTwoLabels(name);
        }
    }

    long files() {
        return files;
    }

    long pictures() {
        return pictures;
    }

    /** Whether it has the binary files of CIFAR and no pictures. */
    boolean isBinary() {
        return pictures == 0 && binaries > 0;
    }

    /** Whether each image of the binary files has a coarse label and a fine one. */
    boolean hasTwoLabels() {
        return twoLabels;
    }

    /** Files that are of no use beside binary ones. */
    long strangers() {
        return files - binaries - texts;
    }

    Layout layout() throws MalformedArchiveException {
        return layout.found();
    }
}
