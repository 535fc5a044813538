package dev.trainyard.archive;

/** Is told how far an import is; what it throws ends the import. */
@FunctionalInterface
public interface ImportProgress {
    /**
     * Called for each file and each image, and a few times a second where one takes long.
     *
     * @param phase {@code list}, {@code decode} or {@code write}
     * @param done of {@code total}, as far as it is known
     */
    void report(String phase, long done, long total);
}
