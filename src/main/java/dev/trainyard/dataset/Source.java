package dev.trainyard.dataset;

import java.util.List;

/** Where one data set comes from. */
interface Source {
    DatasetDescription describe();

    /** The names of its classes, at the index that is their label; needs no files. */
    List<String> classes();

    /**
     * Reads it into memory.
     *
     * @throws DatasetUnavailableException if its files are missing or broken, and cannot be downloaded
     */
    Dataset load();
}
