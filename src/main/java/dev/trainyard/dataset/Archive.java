package dev.trainyard.dataset;

import java.util.List;

/**
 * The archive a data set is published as.
 *
 * @param name the name of its file, without the extension
 * @param directory the directory in it that holds the files
 * @param md5 the checksum of the official {@code .tar.gz}, in lower case hexadecimal
 */
record Archive(String name, String directory, String md5) {
    /** The published file. */
    String file() {
        return name + ".tar.gz";
    }

    /** The files that are accepted in its place. */
    List<String> acceptedFiles() {
        return List.of(file(), name + ".tar.xz");
    }
}
