package dev.trainyard.dataset;

/** Where one data set comes from. */
interface Source {
    DatasetDescription describe();

    /**
     * Reads it into memory.
     *
     * @throws DatasetUnavailableException if its files are missing or broken, and cannot be downloaded
     */
    Dataset load();
}
